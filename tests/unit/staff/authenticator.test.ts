import { expect, test } from 'vitest'
import { newSecret, setupOf, stepOf } from '../../../api/staff/account/authenticator.ts'
import { seal, unseal } from '../../../api/staff/sealing.ts'
import { authenticatorApp } from '../../support/authenticator-app.ts'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

// RFC 6238, appendix B (SHA-1), the last six digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at second %i the RFC’s one-time password is valid and has the RFC’s time step', (seconds, password) => {
  expect(stepOf(secret, password, at(seconds))).toBe(Math.floor(seconds / 30))
})

test('QR code and typed secret generate the same one-time passwords', () => {
  const setup = setupOf(secret, 'Stadt Öffentlich', 'erika@rathaus.example')
  const uri = new URL(setup.uri)
  expect(uri.protocol + uri.host).toBe('otpauth:totp')
  expect(decodeURIComponent(uri.pathname)).toBe('/Stadt Öffentlich:erika@rathaus.example')
  expect(uri.searchParams.get('secret')).toBe(setup.secret)
  expect(authenticatorApp(setup.secret).at(at(59))).toBe('287082')
})

test('a clock may differ by one period, not by two', () => {
  const now = at(1_800_000_015)
  const app = authenticatorApp(setupOf(secret, '', '').secret)
  const periods = [-2, -1, 0, 1, 2].map((off) => stepOf(secret, app.at(at(1_800_000_015 + off * 30)), now))
  const step = 1_800_000_000 / 30
  expect(periods).toEqual([null, step - 1, step, step + 1, null])
})

test('a sealed secret is decrypted only for its owner and under its key', () => {
  const [key, otherKey] = [Buffer.alloc(48, 'a'), Buffer.alloc(48, 'b')]
  const own = newSecret()
  const sealed = seal(key, 'erika', own)
  expect(Buffer.from(sealed).includes(own)).toBe(false)
  expect(unseal(key, 'erika', sealed)).toEqual(own)
  expect(unseal(key, 'otto', sealed)).toBe(null)
  expect(unseal(otherKey, 'erika', sealed)).toBe(null)
  const broken = sealed.with(-1, sealed.at(-1)! ^ 1)
  expect(unseal(key, 'erika', broken)).toBe(null)
})
