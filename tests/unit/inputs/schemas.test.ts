import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citizenForm, remark } from '../../../api/inputs/contact.ts'
import { email, optionalEmail, staffEmail } from '../../../api/inputs/email.ts'
import { entryTitle } from '../../../api/inputs/entry-title.ts'
import { check, problemsOf } from '../../../api/inputs/field-problems.ts'
import { idempotencyKey } from '../../../api/inputs/idempotency-key.ts'
import { personName } from '../../../api/inputs/name.ts'
import { passkeyName } from '../../../api/inputs/passkey-name.ts'
import { password } from '../../../api/inputs/password.ts'
import { invitation, rights } from '../../../api/inputs/person.ts'
import { optionalPhone, requiredPhone } from '../../../api/inputs/phone.ts'
import { reason } from '../../../api/inputs/reason.ts'
import { linkRequest } from '../../../api/inputs/reference.ts'
import { normalise } from '../../../api/inputs/text.ts'

/** Any sequence of UTF-16 units, half surrogate pairs included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units))

/** Pieces of which addresses, numbers and names are made, with what surrounds them when they are pasted. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        'erika',
        'Müller',
        '@',
        '.',
        'example',
        'org',
        'straße',
        'xn--',
        '0171',
        '2345678',
        '+49',
        '(0',
        ')',
      ],
      ...['-', '/', ' ', '\t', '\r\n', '\n', '\u200b', '\u202d', 'e\u0301', '\ud83d', '%', '[', ':', '1234'],
      ...['mailto:', '<', '>', ',', '。', '۱'],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const texts = fc.oneof(anyText, pieces)

const SCHEMAS = {
  personName,
  remark,
  reason,
  email,
  optionalEmail,
  staffEmail,
  optionalPhone,
  requiredPhone,
  password,
  passkeyName,
  idempotencyKey,
  title: entryTitle(120),
}

describe.each(Object.entries(SCHEMAS))('%s', (name, schema) => {
  test('never throws, and gives a value that it accepts unchanged', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const checked = check(schema, text)
        if ('problems' in checked) {
          expect(checked.problems).toHaveLength(1)
          return
        }
        expect(check(schema, checked.value)).toEqual(checked)
        // Of passwords and keys every character counts.
        if (checked.value != null && name !== 'password' && name !== 'idempotencyKey')
          expect(normalise(checked.value)).toBe(checked.value)
      }),
      { numRuns: 400 },
    )
  })
})

test('normalise is idempotent', () => {
  fc.assert(fc.property(texts, (text) => normalise(normalise(text)) === normalise(text)))
})

test('all problems of a form are reported together, in its order', () => {
  const nothing = { contact: { name: ' ', email: '', phone: '' }, locale: 'de', consent: false }
  expect(problemsOf(check(citizenForm(true), nothing))).toEqual([
    { field: 'contact.name', code: 'REQUIRED' },
    { field: 'contact.email', code: 'REQUIRED' },
    { field: 'contact.phone', code: 'PHONE_REQUIRED' },
    { field: 'consent', code: 'CONSENT_REQUIRED' },
  ])
  expect(
    problemsOf(check(invitation, { email: 'Kim', name: '', roles: ['clerk'], departmentIds: [] })),
  ).toEqual([
    { field: 'email', code: 'EMAIL_INVALID' },
    { field: 'name', code: 'REQUIRED' },
    { field: 'departmentIds', code: 'NO_DEPARTMENT' },
  ])
})

test('an admin needs no department, and a department counts once', () => {
  const person = { name: 'Kim', roles: ['admin'], departmentIds: [] }
  expect(problemsOf(check(rights, person))).toEqual([])
  expect(check(rights, { ...person, departmentIds: ['a', 'b', 'a'] })).toMatchObject({
    value: { departmentIds: ['a', 'b'] },
  })
})

test.each([
  ['1234-5678', '1234-5678'],
  [' 12 34 / 56.78 ', '1234-5678'],
  ['12345678', '1234-5678'],
])('the appointment number %j is %s', (typed, reference) => {
  expect(check(linkRequest, { reference: typed, email: 'a@b.example', locale: 'de' })).toMatchObject({
    value: { reference },
  })
})

test.each([
  ['', 'REQUIRED'],
  ['1234', 'REFERENCE_INVALID'],
  [`1234${'-'.repeat(40)}5678`, 'REFERENCE_INVALID'],
])('the appointment number %j is refused: %s', (typed, code) => {
  expect(problemsOf(check(linkRequest, { reference: typed, email: 'a@b.example', locale: 'de' }))).toEqual([
    { field: 'reference', code },
  ])
})

test('a limit counts characters, not UTF-16 units', () => {
  expect(check(personName, '😀'.repeat(200))).toHaveProperty('value')
  expect(problemsOf(check(personName, '😀'.repeat(201), 'name'))).toEqual([
    { field: 'name', code: 'TOO_LONG', limit: 200 },
  ])
  expect(problemsOf(check(password, '😀'.repeat(11)))).toMatchObject([{ code: 'PASSWORD_SHORT', limit: 12 }])
})
