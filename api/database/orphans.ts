import { readdir, readFile, readlink, realpath } from 'node:fs/promises'

/**
 * Kills orphans: processes of a PostgreSQL server whose main process was killed. While one of them runs, PostgreSQL
 * refuses to start on the folder, because two servers would write to it. Committed data is on disk, so killing them
 * loses nothing.
 *
 * Finds them in /proc, so it works on Linux only. On other systems they end by themselves at their next wait.
 * @param home folder of the cluster
 */
export async function endOrphans(home: string): Promise<void> {
  const folder = await realpath(home)
  const inFolder = async (pid: string) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder
  const all = await readdir('/proc').catch(() => [])
  for (const pid of all.filter((name) => /^\d+$/.test(name))) {
    if (!(await inFolder(pid))) continue
    // The main process has the path of its program as command line, the others a title. With a running main process in
    // this folder as parent, they are no orphans.
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!title.startsWith('postgres: ') || (await inFolder(await parentOf(pid)))) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // Already ended.
    }
  }
}

const parentOf = async (pid: string): Promise<string> =>
  /^PPid:\s*(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1] ?? ''
