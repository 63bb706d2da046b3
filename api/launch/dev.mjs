import { setTimeout as pause } from 'node:timers/promises'
import { addressAnswers, freePort, relay } from './dev-relay.mjs'
import { tool, WEB } from './project.mjs'
import { runRestarting } from './restarting.mjs'
import { isEnding, runNode } from './run.mjs'

/**
 * Runs the dev server: pages and API at one address. Vite listens there, serves the pages from their sources and proxies
 * requests for the API, which runs on an internal port and is restarted when its sources change.
 */
export async function dev(args) {
  const host = process.env.HOST || '127.0.0.1'
  const port = Number(process.env.PORT || 3000) || (await freePort())
  const apiPort = await freePort()
  let isRunning = () => true
  const relayPort = await relay(apiPort, () => isRunning())

  const env = {
    ...process.env,
    NODE_ENV: 'development',
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
  }
  const viteEnv = { ...env, HOST: host, PORT: String(port), API_URL: `http://127.0.0.1:${relayPort}` }
  // Vite does not print its address: the API prints it, when both accept requests.
  const vite = runNode([tool('vite'), 'dev', '--logLevel', 'warn', '--clearScreen', 'false', ...args], {
    cwd: WEB,
    env: viteEnv,
  })
  let ended = false
  void vite.finally(() => (ended = true))
  while (!ended && !isEnding() && !(await addressAnswers(host, port))) await pause(100)

  const apiEnv = { ...env, HOST: '127.0.0.1', PORT: String(apiPort), TRUSTED_PROXIES: '1' }
  const api = ended ? undefined : runRestarting(['api/main.ts'], { env: apiEnv })
  if (api) isRunning = api.isRunning
  const { code } = await vite
  // Vite ends by itself only when it cannot start. The API is then ended as by Ctrl-C.
  if (!isEnding()) process.kill(process.pid, 'SIGTERM')
  await api?.ended
  return code
}
