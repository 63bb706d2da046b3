import { join } from 'node:path'
import type { Config } from './config.ts'
import { secretIn } from './secret-file.ts'

/**
 * The key that manage tokens are derived with: SECRET_KEY, or one that is made at the first start and kept in
 * the data folder, readable by its owner alone. It is never in the database, so a copy of that opens no booking.
 * @throws StartFailure when the file can neither be made nor read
 */
export async function secretKeyOf({ secretKey, dataDir }: Config): Promise<Uint8Array> {
  return Buffer.from(secretKey ?? (await secretIn(join(dataDir, 'secret.key'), 48)), 'utf8')
}
