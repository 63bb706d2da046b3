import { expect, test } from 'vitest'
import { feedback } from '../../../api/inputs/feedback.ts'
import { check as checkInput } from '../../../api/inputs/field-problems.ts'

const check = (input: object) =>
  checkInput(feedback, { text: 'Der Knopf ist zu klein.', locale: 'de', ...input })

test('feedback is valid without name and e-mail address', () => {
  expect(check({})).toEqual({
    value: { text: 'Der Knopf ist zu klein.', name: null, email: null, locale: 'de' },
  })
  expect(check({ name: '  ', email: ' ' })).toMatchObject({ value: { name: null, email: null } })
})

test('the text keeps its line breaks and is trimmed', () => {
  expect(check({ text: ' eins\r\nzwei\tdrei \r' })).toMatchObject({ value: { text: 'eins\nzwei drei' } })
})

test('all problems are reported together', () => {
  expect(check({ text: ' ', name: 'x'.repeat(201), email: 'kein Postfach' })).toEqual({
    problems: [
      { field: 'text', code: 'REQUIRED', limit: undefined },
      { field: 'name', code: 'TOO_LONG', limit: 200 },
      { field: 'email', code: 'EMAIL_INVALID', limit: undefined },
    ],
  })
  expect(check({ text: 'a\u0000b', name: 'Eva\nBcc: x@example.net' })).toMatchObject({
    problems: [
      { field: 'text', code: 'CONTROL_CHARACTERS' },
      { field: 'name', code: 'CONTROL_CHARACTERS' },
    ],
  })
  expect(check({ text: 'x'.repeat(2001) })).toMatchObject({ problems: [{ code: 'TOO_LONG', limit: 2000 }] })
})
