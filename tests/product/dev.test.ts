import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningEmbedded } from '../../api/database/embedded.ts'
import { type ProductProcess, watched } from '../support/product.ts'
import { overHttp } from './over-http.ts'
import { sourceCopy } from './source-copy.ts'
import { useFolder } from './used-folder.ts'

/** The tests depend on their order: each continues where the previous one ended. */
const copy = await sourceCopy('dev')
const DATA_DIR = join(copy.path, 'data')
let dev: ProductProcess
let url: string

beforeAll(async () => {
  await useFolder(DATA_DIR)
  dev = watched(
    spawn(process.execPath, ['api/launch.mjs', 'dev'], {
      cwd: copy.path,
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', DATA_DIR },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  url = (await dev.ready).replace('//localhost:', '//127.0.0.1:')
})
afterAll(async () => {
  await dev.end()
  await copy.remove()
})

const { ask } = overHttp(() => url)
const office = () => ask<{ office: { name: string } }>('{ office { name } }')
const source = () => join(copy.path, 'api', 'server.ts')
const starts = () => dev.output().match(/Terminklick is ready/g)!.length

async function printed(text: string | RegExp): Promise<void> {
  while (dev.output().search(text) < 0) await pause(50)
}

test('pages and API have one address, which is printed', async () => {
  const page = await fetch(`${url}/`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Stadt Merseburg')
  expect((await office()).office.name).toBe('Stadt Merseburg')
  expect(await (await fetch(`${url}/ready`)).text()).toBe('ready\n')
  expect(dev.output().match(/http:\/\/\S+:\d+/g)).toEqual([url.replace('127.0.0.1', 'localhost')])
})

test('events of subscriptions are not delayed by the proxy', async () => {
  const query = `subscription { slotsChanged(items: [{ serviceId: "personalausweis-beantragen" }], from: "2026-01-01", to: "2026-01-02") { __typename } }`
  const stream = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { accept: 'text/event-stream', 'x-graphql-yoga-csrf': 'test' },
  })
  let text = ''
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes('SlotsChange')) break
  }
  expect(stream.headers.get('content-encoding')).not.toBe('gzip')
})

test('a changed page is announced to the browser through the same address', async () => {
  const client = await (await fetch(`${url}/@vite/client`)).text()
  const token = /wsToken = "([^"]+)"/.exec(client)![1]
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?token=${token}`, 'vite-hmr')
  const messages: string[] = []
  socket.addEventListener('message', ({ data }) => messages.push(String(data)))
  await once(socket, 'open')
  // Vite sends updates only of modules that a browser has loaded.
  const module = 'src/routes/+layout.svelte'
  expect((await fetch(`${url}/${module}`)).status).toBe(200)
  await appendFile(join(copy.path, 'web', module), '\n<p>changed</p>\n')
  while (!messages.some((message) => /"type":"(update|full-reload)"/.test(message))) await pause(50)
  socket.close()
})

test('a change of the API restarts it; requests wait meanwhile', async () => {
  const before = starts()
  const first = await readFile(source(), 'utf8')
  await writeFile(source(), first.replace("'ready' : 'database", "'ready, changed' : 'database"))
  await printed('A source of the API has changed')
  expect((await office()).office.name).toBe('Stadt Merseburg')
  expect((await fetch(`${url}/`)).status).toBe(200)
  expect(await (await fetch(`${url}/ready`)).text()).toBe('ready, changed\n')
  expect(starts()).toBe(before + 1)
})

test('a syntax error is printed and answered with 503; the next change restarts the API', async () => {
  const right = await readFile(source(), 'utf8')
  await writeFile(source(), `${right}\nconst = 1\n`)
  await printed(/SyntaxError/)
  await printed('The API has ended')
  const answer = await fetch(`${url}/ready`)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toBe('The API is not running. See its output in the terminal.\n')
  const before = starts()
  await writeFile(source(), right)
  while (starts() === before) await pause(50)
  expect((await office()).office.name).toBe('Stadt Merseburg')
})

test('npm run dev ends together with its PostgreSQL', async () => {
  await dev.end()
  expect(await runningEmbedded(DATA_DIR)).toBeUndefined()
  await expect(fetch(`${url}/health`)).rejects.toThrow()
})
