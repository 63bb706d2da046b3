import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './env.ts'
import { StartFailure } from './failure.ts'

/**
 * The key that manage tokens are derived with: SECRET_KEY, or one that is made at the first start and kept in
 * the data folder, readable by its owner alone. It is never in the database, so a copy of that opens no booking.
 */
export async function secretKeyOf({ secretKey, dataDir }: Config): Promise<Uint8Array> {
  if (secretKey) return Buffer.from(secretKey, 'utf8')
  const file = join(dataDir, 'secret.key')
  try {
    await mkdir(dataDir, { recursive: true })
    // Fails when there is one, and then that one is meant.
    await writeFile(file, randomBytes(48).toString('base64'), { mode: 0o600, flag: 'wx' }).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
    return Buffer.from((await readFile(file, 'utf8')).trim(), 'utf8')
  } catch (error) {
    throw new StartFailure(`The secret key ${file} cannot be read or written: ${(error as { code?: string }).code}.`)
  }
}
