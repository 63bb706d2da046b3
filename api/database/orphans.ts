import { readdir, readFile, readlink, realpath } from 'node:fs/promises'

/**
 * Ends the processes of a PostgreSQL whose main process was killed: as long as one of them lives, PostgreSQL does not
 * start on the folder, because both would write to it. What they had acknowledged is on disk, and nothing else counts.
 *
 * Found by /proc, so on Linux alone; elsewhere they have to end by themselves, as they do when they next wait for anything.
 * @param home folder of the cluster
 */
export async function endOrphans(home: string): Promise<void> {
  const folder = await realpath(home)
  const inFolder = async (pid: string) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder
  const all = await readdir('/proc').catch(() => [])
  for (const pid of all.filter((name) => /^\d+$/.test(name))) {
    if (!(await inFolder(pid))) continue
    // A main process bears the path of its program, all others a title. Those of a server that lives are its children.
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!title.startsWith('postgres: ') || (await inFolder(await parentOf(pid)))) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has just ended.
    }
  }
}

const parentOf = async (pid: string): Promise<string> =>
  /^PPid:\s*(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1] ?? ''
