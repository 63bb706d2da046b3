import { describe, expect, test } from 'vitest'
import { email } from '../../../api/inputs/email.ts'
import { check } from '../../../api/inputs/field-problems.ts'
import { requiredPhone } from '../../../api/inputs/phone.ts'
import { linkRequest } from '../../../api/inputs/reference.ts'

describe('a telephone number', () => {
  test.each([
    ['with the marks of an address book', '\u202d+49 171 1234567\u202c', '+491711234567'],
    ['with a zero-width blank', '0171\u200b1234567', '+491711234567'],
    ['with an en dash', '0171–1234567', '+491711234567'],
    ['in Arabic digits', '٠١٧١ ٢٣٤٥٦٧٨', '+491712345678'],
    ['in Persian digits', '۰۱۷۱ ۲۳۴۵۶۷۸', '+491712345678'],
    ['that costs the caller nothing', '0800 1234567', '+498001234567'],
  ])('%s is taken: %s', (_, typed, number) => {
    expect(check(requiredPhone, typed)).toEqual({ value: number })
  })

  test.each([
    ['premium', '0900 3123456'],
    ['shared cost', '0180 5123456'],
    ['voting', '0137 1234567'],
    ['satellite', '+881612345678'],
  ])('that is too costly to call is refused: %s', (_, typed) => {
    expect(check(requiredPhone, typed, 'phone')).toEqual({
      problems: [{ field: 'phone', code: 'PHONE_COSTLY' }],
    })
  })
})

describe('an e-mail address', () => {
  test.each([
    ['erika@пример.рф', 'erika@xn--e1afmkfd.xn--p1ai'],
    ['erika@xn--e1afmkfd.xn--p1ai', 'erika@xn--e1afmkfd.xn--p1ai'],
    ['mueller&sohn@example.org', 'mueller&sohn@example.org'],
    ['abt/termine@example.org', 'abt/termine@example.org'],
    ['\u200berika@example.org\ufeff', 'erika@example.org'],
    ['mailto:erika@example.org', 'erika@example.org'],
    ['erika@example.org.', 'erika@example.org'],
    ['erika@example.org,', 'erika@example.org'],
    ['<erika@example.org>', 'erika@example.org'],
    ['Erika Beispiel <erika@example.org>;', 'erika@example.org'],
  ])('%j is taken as %s', (typed, address) => {
    expect(check(email, typed)).toEqual({ value: address })
  })

  test.each([
    'erika',
    'erika@localhost',
    '@example.org',
    'e..b@example.org',
    'e@-b.example',
    'e@b.xn--',
    'e,f@b.de',
  ])('%j is none', (typed) => {
    expect(check(email, typed, 'email')).toEqual({ problems: [{ field: 'email', code: 'EMAIL_INVALID' }] })
  })
})

test.each(['\u200b', 'mailto:', ',', '<>'])('an address of which nothing is left is missing: %j', (typed) => {
  expect(check(email, typed, 'email')).toEqual({ problems: [{ field: 'email', code: 'REQUIRED' }] })
})

test('an appointment number may be in Arabic digits', () => {
  const input = { reference: '١٢٣٤ ٥٦٧٨', email: 'a@b.example', locale: 'de' }
  expect(check(linkRequest, input)).toMatchObject({ value: { reference: '1234-5678' } })
})
