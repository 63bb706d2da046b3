import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { StartFailure } from '../kernel/failure.ts'

/**
 * Creates the data folder unless it exists.
 * @returns its absolute path
 * @throws StartFailure when the user of this process cannot write to it
 */
export async function makeWritable(dataDir: string): Promise<string> {
  const folder = resolve(dataDir)
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
    return folder
  } catch {
    throw new StartFailure(
      `The data folder ${folder} cannot be written. Make it a folder that this user may write, or name another in DATA_DIR.`,
    )
  }
}
