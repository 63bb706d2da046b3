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
 * Writes mails as `.eml` files, so that the product can be tried without an SMTP server. A file appears complete or not
 * at all, is named by time and message, and is readable by its owner alone.
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
      await writeWhole(join(folder, name), message as Buffer)
    },
    close() {},
  }
}

/**
 * Writes to a temporary name, then renames, so that no incomplete file has the final name. Not flushed to the disk: it is
 * for trying the product, and a flush for each mail would slow bookings down.
 */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.part`
  try {
    await writeFile(draft, content, { mode: 0o600 })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Deletes mails older than `days` (24 hours each) and temporary files of killed processes. */
export async function pruneMailFolder(dataDir: string, now: Date, days: number): Promise<number> {
  const oldest = addMs(now, -days * DAY_MS)
  const folder = mailFolder(dataDir)
  let deleted = 0
  for (const name of await namesIn(folder)) {
    const path = join(folder, name)
    if (!/\.eml(\.part)?$/.test(name) || (await stat(path)).mtime >= oldest) continue
    await rm(path, { force: true })
    deleted++
  }
  return deleted
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    // The folder does not exist before the first mail.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
