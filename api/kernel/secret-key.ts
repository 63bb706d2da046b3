import { join } from 'node:path'
import type { Config } from './config.ts'
import { secretIn } from './secret-file.ts'

/**
 * The key for deriving manage tokens: SECRET_KEY, or a key in the data folder that is generated at the first start. It is
 * never stored in the database, so a copy of the database does not reveal manage links.
 * @throws StartFailure if the file can neither be created nor read
 */
export async function secretKeyOf({ secretKey, dataDir }: Config): Promise<Uint8Array> {
  return Buffer.from(secretKey ?? (await secretIn(join(dataDir, 'secret.key'), 48)), 'utf8')
}
