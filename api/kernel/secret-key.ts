import { join } from 'node:path'
import type { Config } from './config.ts'
import { secretIn } from './secret-file.ts'

/**
 * The key for deriving manage tokens: SECRET_KEY, or one that is generated at the first start into the data folder. It is
 * never in the database, so a copy of the database opens no booking.
 * @throws StartFailure when the file can neither be made nor read
 */
export async function secretKeyOf({ secretKey, dataDir }: Config): Promise<Uint8Array> {
  return Buffer.from(secretKey ?? (await secretIn(join(dataDir, 'secret.key'), 48)), 'utf8')
}
