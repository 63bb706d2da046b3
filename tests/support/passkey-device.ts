import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** A device with one passkey, and the browser's responses (WebAuthn Level 3, ES256). */
export interface PasskeyDevice {
  /** The result of `navigator.credentials.create()` as JSON. */
  create(options: string, forged?: Forged): string
  /** The result of `navigator.credentials.get()` as JSON. */
  get(options: string, forged?: Forged): string
  /** A copy of the key with its own counter. */
  copy(): PasskeyDevice
}

/** Values that a faulty browser or an attacker could forge. */
export interface Forged {
  origin?: string
  /** Domain of the relying party. */
  rpId?: string
  /** Without user verification (finger, face or PIN). */
  unverified?: true
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url')

/** The parts of CBOR (RFC 8949) that a passkey needs: short heads, byte strings, texts. */
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
const bytes = (data: Uint8Array): Buffer => Buffer.concat([head(2, data.length), data])
const text = (data: string): Buffer => Buffer.concat([head(3, data.length), Buffer.from(data)])

/** @param origin origin of the requesting page */
export function passkeyDevice(origin: string): PasskeyDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let user = ''

  // RFC 9053, 7.1.1: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
  const coseKey = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x!, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y!, 'base64url')),
  ])
  const clientData = (type: string, challenge: string, forged: Forged): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: forged.origin ?? origin, crossOrigin: false }))
  const authenticatorData = (rpId: string, flags: number, count: number, more: Uint8Array): Buffer => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, more])
  }
  /** User present, and verified. */
  const flagsOf = ({ unverified }: Forged): number => (unverified ? 0x01 : 0x05)

  function device(start: number): PasskeyDevice {
    let count = start
    return {
      create(options, forged = {}) {
        const { challenge, rp, user: owner } = JSON.parse(options)
        user = owner.id
        const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey])
        const authData = authenticatorData(forged.rpId ?? rp.id, flagsOf(forged) | 0x40, count, credential)
        const attestation = [head(5, 3), text('fmt'), text('none'), text('attStmt'), head(5, 0)]
        return JSON.stringify({
          id: base64url(id),
          rawId: base64url(id),
          type: 'public-key',
          clientExtensionResults: {},
          response: {
            clientDataJSON: base64url(clientData('webauthn.create', challenge, forged)),
            attestationObject: base64url(Buffer.concat([...attestation, text('authData'), bytes(authData)])),
            transports: ['internal'],
          },
        })
      },
      get(options, forged = {}) {
        const { challenge, rpId } = JSON.parse(options)
        const authData = authenticatorData(forged.rpId ?? rpId, flagsOf(forged), ++count, new Uint8Array())
        const clientJson = clientData('webauthn.get', challenge, forged)
        const signature = createSign('sha256').update(authData).update(sha256(clientJson)).sign(privateKey)
        return JSON.stringify({
          id: base64url(id),
          rawId: base64url(id),
          type: 'public-key',
          clientExtensionResults: {},
          response: {
            clientDataJSON: base64url(clientJson),
            authenticatorData: base64url(authData),
            signature: base64url(signature),
            userHandle: user,
          },
        })
      },
      copy: () => device(count),
    }
  }
  return device(1)
}
