import { spawn } from 'node:child_process'
import type { Owner } from './binaries.ts'

/**
 * Runs a program of PostgreSQL's as its owner, to its end, out of reach of the terminal's Ctrl-C: the product ends
 * PostgreSQL itself, in order.
 * @throws Error with what the program said when it fails
 */
export function runProgram(program: string, args: string[], owner: Owner | undefined): Promise<void> {
  return new Promise((done, fail) => {
    // stdout must not be a pipe: the server that pg_ctl leaves behind would keep it open.
    const child = spawn(program, args, {
      ...owner,
      cwd: owner ? '/' : undefined,
      detached: true,
      stdio: ['ignore', 'ignore', program.endsWith('initdb') ? 'pipe' : 'ignore'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', fail)
    child.once('exit', (code) => {
      if (code === 0) done()
      else fail(new Error(said.trim() || `${program} ended with ${code}`))
    })
  })
}
