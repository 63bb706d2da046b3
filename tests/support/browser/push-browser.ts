import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** The keys of a browser's push subscription, and the decryption of messages. */
export interface PushBrowser {
  /** base64url, as in `PushSubscription.toJSON()`. */
  keys: { p256dh: string; auth: string }
  /** Decrypts a message; implemented from RFC 8291 and RFC 8188, independently of the product's library. */
  read(body: Buffer): string
}

export function pushBrowser(): PushBrowser {
  const pair = createECDH('prime256v1')
  const own = pair.generateKeys()
  const auth = randomBytes(16)
  return {
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    read(body) {
      // RFC 8188, 2.1: salt, record size, length of the key id, and the key id, which is the sender's public key.
      const salt = body.subarray(0, 16)
      const recordSize = body.readUInt32BE(16)
      const theirs = body.subarray(21, 21 + body[20]!)
      const record = body.subarray(21 + theirs.length)
      if (record.length > recordSize) throw new Error('more than one record')
      // RFC 8291, 3.4.
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const secret = hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32)
      const derive = (purpose: string, length: number) =>
        Buffer.from(hkdfSync('sha256', Buffer.from(secret), salt, `Content-Encoding: ${purpose}\0`, length))
      const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
      decipher.setAuthTag(record.subarray(-16))
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
      // RFC 8188, 2: the last record ends with a 2 and zeros.
      const end = padded.findLastIndex((byte) => byte !== 0)
      if (padded[end] !== 2) throw new Error('not the last record')
      return padded.subarray(0, end).toString()
    },
  }
}
