import { createHmac } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An app for one-time passwords, implemented by RFC 4226, 4648 and 6238 without the product's library. */
export function authenticatorApp(secret: string) {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  return {
    /** The one-time password at a time. */
    at(time: Date): string {
      const counter = Buffer.alloc(8)
      counter.writeBigUInt64BE(BigInt(Math.floor(time.getTime() / 30_000)))
      const digest = createHmac('sha1', key).update(counter).digest()
      const offset = digest.at(-1)! & 0xf
      const number = digest.readUInt32BE(offset) & 0x7fff_ffff
      return String(number % 1_000_000).padStart(6, '0')
    },
  }
}
