import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { temporaryFolder } from '../support/product.ts'

/** A temporary data folder, and the PostgreSQL that the product starts in it. */
export interface DataFolder {
  path: string
  /** Process id of its PostgreSQL; undefined before its start and after a shutdown. */
  postmaster(): Promise<number | undefined>
  /** Kills PostgreSQL and another process at the same time, as a power failure does. */
  losePower(pid: number): Promise<void>
  /** Its mails, oldest first. */
  mails(): Promise<MailFile[]>
  /** Stops a PostgreSQL that a killed product left running, and deletes the folder. */
  remove(): Promise<void>
}

export interface MailFile {
  to: string
  /** Without angle brackets. */
  messageId: string
  text: string
}

export async function dataFolder(name: string): Promise<DataFolder> {
  const { path, remove } = await temporaryFolder(name)
  const postmaster = async () => {
    const text = await readFile(join(path, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    return Number(text.split('\n', 1)[0]) || undefined
  }
  return {
    path,
    postmaster,
    async losePower(pid) {
      const server = (await postmaster())!
      // Stopped first, so that it starts no further processes while they are listed.
      process.kill(server, 'SIGSTOP')
      const children = await childrenOf(server)
      for (const each of [pid, server, ...children]) signal(each, 'SIGKILL')
      await ended([server, ...children])
    },
    mails: () => mailsIn(join(path, 'mail')),
    async remove() {
      const server = await postmaster()
      if (server && signal(server, 'SIGINT')) {
        await ended([server]).catch(async () => {
          for (const pid of [server, ...(await childrenOf(server))]) signal(pid, 'SIGKILL')
        })
      }
      await remove()
    },
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  return rows.filter(([, ppid]) => ppid === parent).map(([pid]) => pid!)
}

/** Sends a signal. False when the process does not exist. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Resolves when all processes have ended. @throws Error after five seconds */
async function ended(pids: number[]): Promise<void> {
  for (let left = 500; pids.some((pid) => signal(pid, 0)); left--) {
    if (left === 0) throw new Error('PostgreSQL did not end')
    await pause(10)
  }
}

/** The mails in a folder, oldest first. */
export async function mailsIn(folder: string): Promise<MailFile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'))
  return Promise.all(names.sort().map(async (name) => parse(await readFile(join(folder, name), 'utf8'))))
}

function parse(text: string): MailFile {
  const [head] = text.split('\r\n\r\n', 1)
  // RFC 5322 §2.2.3: long header fields are folded.
  const header = (name: string) =>
    new RegExp(`^${name}: .*<([^>]+)>$`, 'im').exec(head!.replaceAll(/\r\n[ \t]+/g, ' '))?.[1] ?? ''
  return { to: header('To'), messageId: header('Message-ID'), text }
}
