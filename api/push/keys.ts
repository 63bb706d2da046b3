import { createECDH, hkdfSync } from 'node:crypto'

/** The key pair that identifies this instance to push services (VAPID, RFC 8292), as base64url. */
export interface PushKeys {
  /** Uncompressed point of P-256, 65 bytes: the `applicationServerKey` of browsers. */
  publicKey: string
  /** 32 bytes. */
  privateKey: string
}

/** Number of points of P-256 (FIPS 186-5). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * Derives the keys from SECRET_KEY, so that there is no other secret to store, back up or share between processes. A new
 * SECRET_KEY invalidates them and all subscriptions.
 */
export function pushKeysOf(secretKey: Uint8Array): PushKeys {
  // 48 bytes for a number of 32 bytes, as FIPS 186-5, A.2.1 requires, so that the bias is negligible.
  const bits = Buffer.from(hkdfSync('sha256', secretKey, '', 'terminklick push keys', 48))
  const scalar = (BigInt(`0x${bits.toString('hex')}`) % (ORDER - 1n)) + 1n
  const privateKey = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  return { publicKey: pair.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') }
}
