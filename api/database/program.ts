import { spawn } from 'node:child_process'
import type { Owner } from './binaries.ts'

/**
 * Runs a program of PostgreSQL as the given system user and waits for its end. In its own process group, so that Ctrl-C
 * in the terminal does not reach PostgreSQL: the product stops it itself.
 * @throws Error with the output of the program when it fails
 */
export function runProgram(program: string, args: string[], owner: Owner | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    // stdout must not be a pipe: the server that pg_ctl starts would keep it open.
    const child = spawn(program, args, {
      ...owner,
      cwd: owner ? '/' : undefined,
      detached: true,
      stdio: ['ignore', 'ignore', program.endsWith('initdb') ? 'pipe' : 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    let output = ''
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(output.trim() || `${program} ended with ${code}`))
    })
  })
}
