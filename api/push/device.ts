import { createPublicKey } from 'node:crypto'
import { invalid, type FieldProblem, type InvalidInput } from '../kernel/outcome.ts'
import { isPushEndpoint } from '../kernel/push-services.ts'

/** Subscription of a browser as in `PushSubscription.toJSON()`, base64url. */
export interface DeviceInput {
  endpoint: string
  p256dh: string
  auth: string
}

/** A valid subscription, with decoded keys. */
export interface DeviceKeys {
  endpoint: string
  /** 65 bytes */
  p256dh: Buffer
  /** 16 bytes */
  auth: Buffer
}

// Characters. Those of Microsoft are the longest, about 700.
const MAX_ENDPOINT = 2000

/** Checks a subscription; returns all problems. */
export function checkDevice(
  { endpoint, p256dh, auth }: DeviceInput,
  services: readonly string[],
): { value: DeviceKeys } | { refusal: InvalidInput } {
  const value = {
    endpoint,
    p256dh: Buffer.from(p256dh, 'base64url'),
    auth: Buffer.from(auth, 'base64url'),
  }
  const problems: FieldProblem[] = []
  if (endpoint.length > MAX_ENDPOINT || !isPushEndpoint(endpoint, services))
    problems.push({ field: 'device.endpoint', code: 'PUSH_SERVICE_UNKNOWN' })
  if (!isPoint(value.p256dh)) problems.push({ field: 'device.p256dh', code: 'PUSH_KEY_INVALID' })
  if (value.auth.length !== 16) problems.push({ field: 'device.auth', code: 'PUSH_KEY_INVALID' })
  return problems.length > 0 ? { refusal: invalid(problems) } : { value }
}

/** Whether the bytes are an uncompressed point on P-256. With another point encryption fails or leaks the private key. */
function isPoint(bytes: Buffer): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((part) => part.toString('base64url'))
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
    return true
  } catch {
    return false
  }
}
