import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { StartFailure } from './failure.ts'

/**
 * A random secret in a file with mode 0600, created at the first call. The file is created atomically: after a kill or a
 * power failure it is complete or absent, because an empty secret would not be secret.
 * @param bytes of randomness, before encoding as base64url
 * @throws StartFailure if the file can neither be created nor read
 */
export async function secretIn(path: string, bytes: number): Promise<string> {
  try {
    return await read(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error)
  }
  const draft = `${path}.${process.pid}.new`
  try {
    await rm(draft, { force: true })
    const file = await open(draft, 'wx', 0o600)
    await file.writeFile(randomBytes(bytes).toString('base64url'))
    await file.sync()
    await file.close()
    // Fails if another process has created the file in the meantime; then that secret is used.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    return await read(path)
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    await rm(draft, { force: true })
  }
}

async function read(path: string): Promise<string> {
  const secret = (await readFile(path, 'utf8')).trim()
  if (secret === '') throw Object.assign(new Error(), { code: 'it is empty' })
  return secret
}

const unreadable = (path: string, error: unknown) =>
  new StartFailure(
    `The secret in ${path} cannot be made or read (${(error as NodeJS.ErrnoException).code}). Restore it from a backup, or make it readable for this user.`,
  )
