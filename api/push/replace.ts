import type { App } from '../app/app.ts'
import { type InvalidInput, type Refused, refused } from '../kernel/outcome.ts'
import { checkDevice, type DeviceInput } from './device.ts'

/** The subscription of a device was replaced. */
export interface ReplacedDevice {
  type: 'ReplacedDevice'
  /** Number of bookings of the device. */
  bookings: number
}

/**
 * Replaces the subscription of a device after its push service has changed it. The browser reports that to the service
 * worker, which has no manage token. The old endpoint and the old secret prove that it is the same device: only the browser
 * and this instance know them.
 */
export async function replaceDevice(
  app: App,
  old: { endpoint: string; auth: string },
  device: DeviceInput,
): Promise<ReplacedDevice | InvalidInput | Refused> {
  const checked = checkDevice(device, app.config.pushServices)
  if ('refusal' in checked) return checked.refusal
  const { endpoint, p256dh, auth } = checked.value
  const { rowCount } = await app.db.pool.query(
    `UPDATE device SET endpoint = $3, p256dh = $4, auth = $5
      WHERE endpoint = $1 AND auth = $2
        AND NOT EXISTS (SELECT FROM device d WHERE d.booking_id = device.booking_id AND d.endpoint = $3)`,
    [old.endpoint, Buffer.from(old.auth, 'base64url'), endpoint, p256dh, auth],
  )
  return rowCount ? { type: 'ReplacedDevice', bookings: rowCount } : refused('NOT_FOUND')
}
