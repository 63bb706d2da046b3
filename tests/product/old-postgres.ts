import { createServer, type Socket } from 'node:net'

/**
 * A server with the part of PostgreSQL's protocol (version 3) that reports version 14: it accepts every user and answers
 * every query with this version number.
 */
export async function oldPostgres(): Promise<{ url: string; stop(): void }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let greeted = false
    socket.on('error', () => {})
    socket.on('data', (data) => {
      if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), READY]))
      else if (data.toString('latin1', 0, 1) === 'Q') socket.write(ANSWER)
      greeted = true
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `postgresql://somebody:secret@127.0.0.1:${port}/appointments`,
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
const int32 = (value: number) => Buffer.concat([int16(value >>> 16), int16(value & 65_535)])
const text = (value: string) => Buffer.from(`${value}\0`)
const message = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

const VERSION = '140005'
const INT4 = 23
const READY = message('Z', Buffer.from('I'))
const ANSWER = Buffer.concat([
  // One column: name, no table, its type with length 4, no modifier, as text.
  message('T', int16(1), text('n'), int32(0), int16(0), int32(INT4), int16(4), int32(0), int16(0)),
  message('D', int16(1), int32(VERSION.length), Buffer.from(VERSION)),
  message('C', text('SELECT 1')),
  READY,
])
