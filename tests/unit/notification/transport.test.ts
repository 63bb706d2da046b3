import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser, type AddressObject } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pruneMailFolder } from '../../../api/notification/transport/mail-folder.ts'
import { parseMailbox } from '../../../api/kernel/mailbox.ts'
import { renderMessage } from '../../../api/notification/compose/render.ts'
import type { Mail } from '../../../api/notification/mail.ts'
import { openTransport } from '../../../api/notification/transport/transport.ts'
import { nasty, onSite } from './appointments.ts'

let dataDir: string
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'terminklick-mail-'))))
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const mail = (changes: Partial<Mail> = {}): Mail => ({
  ...renderMessage('CONFIRMED', onSite()),
  messageId: 'b7a1@termine.example.org',
  from: { name: 'Stadt Merseburg', address: 'termine@example.org' },
  to: { name: 'Erika Beispiel', address: 'erika@example.org' },
  replyTo: null,
  date: new Date('2026-11-22T10:16:00.250Z'),
  ...changes,
})

async function written(message: Mail) {
  await openTransport({ smtpUrl: null, dataDir }).send(message)
  const folder = join(dataDir, 'mail')
  const names = await readdir(folder)
  const path = join(folder, names.at(-1)!)
  const raw = await readFile(path, 'utf8')
  return { names, path, raw, parsed: await simpleParser(raw) }
}

describe('a mail without an SMTP server', () => {
  it('is one file with mode 0600, named after time and message id', async () => {
    const { names, path } = await written(mail())
    expect(names).toEqual(['20261122T101600250Z-b7a1@termine.example.org.eml'])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('has text, HTML and calendar as alternatives, and termin.ics as attachment', async () => {
    const message = mail()
    const { raw, parsed } = await written(message)
    expect(parsed.text).toBe(message.text)
    expect(parsed.html).toBe(message.html)
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i)
    expect(raw).toMatch(/Content-Type: multipart\/alternative/)
    const files = parsed.attachments.map(({ filename, content }) => [filename, content.toString()])
    expect(files).toContainEqual(['termin.ics', message.calendar!.content])
    const inBody = parsed.attachments.find(({ contentType }) => contentType === 'text/calendar')
    expect(inBody?.content.toString()).toBe(message.calendar!.content)
  })

  it('has headers against automatic replies', async () => {
    const { parsed } = await written(mail())
    expect(parsed.messageId).toBe('<b7a1@termine.example.org>')
    expect(parsed.date).toEqual(new Date('2026-11-22T10:16:00Z'))
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.headers.get('x-auto-response-suppress')).toMatch(/OOF/)
    expect(parsed.headers.get('x-auto-response-suppress')).not.toMatch(/NDR|All/)
    expect(parsed.headers.get('content-language')).toBe('de')
  })

  it('has no injected headers or recipients from a malicious name or subject', async () => {
    const to = { name: nasty, address: 'eva@example.org' }
    const { raw, parsed } = await written(mail({ to, subject: `x ${nasty}` }))
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
    expect(head).not.toMatch(/^bcc:/im)
    expect(parsed.bcc).toBeUndefined()
    const recipients = parsed.to as AddressObject
    expect(recipients.value).toHaveLength(1)
    expect(recipients.value[0]?.address).toBe('eva@example.org')
    expect(recipients.value[0]?.name).toContain('<img src=x onerror=alert(1)>')
    expect(recipients.value[0]?.name).toContain('\u202Etxt.exe')
  })

  it('is deleted when it is old, as are partial files of a crash, but no other files', async () => {
    const { path } = await written(mail())
    const folder = join(dataDir, 'mail')
    await writeFile(join(folder, 'half.eml.part'), '')
    await writeFile(join(folder, 'notes.txt'), '')
    const now = new Date('2026-12-01T00:00:00Z')
    const old = new Date('2026-11-23T00:00:00Z')
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old)
    expect(await pruneMailFolder(dataDir, now, 9)).toBe(0)
    expect(await pruneMailFolder(dataDir, now, 7)).toBe(2)
    expect(await readdir(folder)).toEqual(['notes.txt'])
    await expect(stat(path)).rejects.toThrow(/ENOENT/)
    expect(await pruneMailFolder(join(dataDir, 'absent'), now, 7)).toBe(0)
  })

  it('is deleted also when a listed file no longer exists', async () => {
    const folder = join(dataDir, 'mail')
    await mkdir(folder)
    // Listed but not found, as a temporary file that another process renames after the folder was read.
    await symlink(join(dataDir, 'absent'), join(folder, '1.eml.part'))
    await writeFile(join(folder, '2.eml'), '')
    const later = new Date(Date.now() + 8 * 24 * 3_600_000)
    expect(await pruneMailFolder(dataDir, later, 7)).toBe(1)
    expect(await readdir(folder)).toEqual(['1.eml.part'])
  })
})

describe('the configured sender of mails', () => {
  it('is parsed with and without a name', () => {
    expect(parseMailbox('Stadt Merseburg <termine@example.org>')).toEqual({
      name: 'Stadt Merseburg',
      address: 'termine@example.org',
    })
    expect(parseMailbox('termine@example.org')).toEqual({
      name: 'termine@example.org',
      address: 'termine@example.org',
    })
  })

  it.each(['', 'Stadt Merseburg', 'a@example.org, b@example.org', 'x <a at example.org>'])(
    'is refused as invalid: %j',
    (text) => {
      expect(() => parseMailbox(text)).toThrow(/mail address/)
    },
  )
})
