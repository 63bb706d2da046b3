import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { asNodemailer } from './mime.ts'
import type { MailTransport } from '../mail.ts'
import { addMs } from '../../kernel/instant.ts'

const DAY_MS = 24 * 3_600_000

/** Folder for mails when there is no SMTP server. */
export function mailFolder(dataDir: string): string {
  return join(dataDir, 'mail')
}

/**
 * Writes mails as `.eml` files, so that the product can be tried without an SMTP server. A file name contains time and
 * message id. Files are never incomplete, and only their owner can read them.
 */
export function openMailFolder(dataDir: string): MailTransport {
  const folder = mailFolder(dataDir)
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(mail) {
      const { message } = await composer.sendMail(asNodemailer(mail))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const time = mail.date.toISOString().replaceAll(/[:.-]/g, '')
      const name = `${time}-${mail.messageId.replaceAll(/[^\w.@-]/g, '_')}.eml`
      await writeAtomically(join(folder, name), message as Buffer)
    },
    close() {},
  }
}

/**
 * Writes to a temporary name, then renames, so that no incomplete file has the final name. The file is not flushed to the
 * disk, because that would slow down bookings, and mails of a trial may be lost in a crash.
 */
async function writeAtomically(path: string, content: Buffer): Promise<void> {
  const temporary = `${path}.part`
  try {
    await writeFile(temporary, content, { mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Deletes mails older than `days` (24 hours each) and temporary files of killed processes. Skips files that another process
 * renames or deletes meanwhile.
 * @returns the number of deleted files
 */
export async function pruneMailFolder(dataDir: string, now: Date, days: number): Promise<number> {
  const oldest = addMs(now, -days * DAY_MS)
  const folder = mailFolder(dataDir)
  let deleted = 0
  // The folder does not exist before the first mail.
  for (const name of (await ifPresent(readdir(folder))) ?? []) {
    if (!/\.eml(\.part)?$/.test(name)) continue
    if (await ifPresent(deleteIfOlder(join(folder, name), oldest))) deleted++
  }
  return deleted
}

async function deleteIfOlder(path: string, oldest: Date): Promise<boolean> {
  if ((await stat(path)).mtime >= oldest) return false
  await rm(path)
  return true
}

/** Undefined when the file or folder does not exist. */
async function ifPresent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
