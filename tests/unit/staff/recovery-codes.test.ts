import { expect, test } from 'vitest'
import { newRecoveryCodes, recoveryCodeHash } from '../../../api/staff/account/recovery-codes.ts'

test('generates ten different codes without letters that are mistaken for others', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

test('a code is accepted in lower case, without dashes, and with O, I or L for digits', () => {
  const hash = recoveryCodeHash('0123-4567-89AB-1DEF')
  for (const typed of ['0123 4567 89ab 1def', ' o123-4567-89AB-IDEF ', '0l23456789ablDEF'])
    expect(recoveryCodeHash(typed)).toEqual(hash)
  expect(recoveryCodeHash('0123-4567-89AB-1DEG')).not.toEqual(hash)
  expect(recoveryCodeHash('123456')).toBe(null)
})
