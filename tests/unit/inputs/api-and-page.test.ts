import { expect, test } from 'vitest'
import { citizenForm } from '../../../api/inputs/contact.ts'
import { check, problemsOf } from '../../../api/inputs/field-problems.ts'
import { checkDetails, detailsFrom } from '../../../web/src/lib/booking/server/check-details.ts'

const ON_SITE = { phoneRequired: false, locale: 'de' }
const fieldsOf = (problems: readonly { field: string }[]) =>
  problems.map(({ field }) => field.replace('contact.', ''))
const ERIKA = { name: 'Erika Beispiel', email: 'erika@example.org', phone: '', remark: '', consent: 'on' }

const TABLE: [string, Partial<Record<keyof typeof ERIKA, string>>, string[]][] = [
  ['all that is needed', {}, []],
  ['nothing', { name: '', email: '', consent: '' }, ['name', 'email', 'consent']],
  ['a name of 201 characters', { name: 'E'.repeat(201) }, ['name']],
  ['a name with a line break', { name: 'Erika\r\nBcc: all@example.org' }, ['name']],
  ['a name with a tab from a table', { name: 'Erika\tBeispiel' }, []],
  ['a name with NUL', { name: 'Erika\u0000' }, ['name']],
  ['half a surrogate pair', { name: 'Eva \ud83d' }, []],
  ['an address without a domain', { email: 'erika' }, ['email']],
  ['an address with a blank', { email: 'erika beispiel@example.org' }, ['email']],
  ['an address without a top-level domain', { email: 'erika@localhost' }, ['email']],
  ['two dots in a row', { email: 'erika..b@example.org' }, ['email']],
  ['a domain with umlauts', { email: ' Erika@straße-müller.example ' }, []],
  ['255 characters of an address', { email: `${'e'.repeat(243)}@example.org` }, ['email']],
  ['a mobile number', { phone: '0171 2345678' }, []],
  ['a mobile number with an en dash', { phone: '0171–2345678' }, []],
  ['a number in brackets', { phone: '(03461) 445-300' }, []],
  ['a number without area code', { phone: '445300' }, ['phone']],
  ['a number that no plan has', { phone: '0000 12345' }, ['phone']],
  ['letters for a number', { phone: '0171 ABC' }, ['phone']],
  ['a remark with lines', { remark: 'eins\r\nzwei\tdrei' }, []],
  ['a remark with a bell', { remark: 'a\u0007b' }, ['remark']],
  ['a remark of 501 characters', { remark: 'x'.repeat(501) }, ['remark']],
]

test.each(TABLE)('the API and the page answer alike: %s', (_, typed, wrong) => {
  const said = { ...ERIKA, ...typed }
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) form.set(name, value)

  const details = detailsFrom(form)
  const onPage = checkDetails(details, ON_SITE)
  expect(fieldsOf(onPage)).toEqual(wrong)

  const { remark, consent, ...contact } = said
  const sent = { contact, remark, consent: consent === 'on', locale: 'de' }
  const atApi = check(citizenForm(false), sent)
  // The page's remark is shorter: it is kept in a cookie.
  const wrongAtApi = wrong.filter((field) => field !== 'remark' || remark.length < 500)
  expect(problemsOf(atApi)).toEqual(
    onPage.filter(({ field }) => wrongAtApi.includes(field.replace('contact.', ''))),
  )
  // What the page keeps and sends later is the same to the API.
  const { remark: kept, consent: agreed, ...typedContact } = details
  const later = { contact: typedContact, remark: kept, consent: agreed, locale: 'de' }
  expect(check(citizenForm(false), later)).toEqual(atApi)
})

test('by telephone a number is needed', () => {
  const details = { ...ERIKA, consent: true }
  expect(checkDetails(details, { ...ON_SITE, phoneRequired: true })).toEqual([
    { field: 'contact.phone', code: 'PHONE_REQUIRED' },
  ])
})

test('a cookie that was tampered with is no exception', () => {
  const details = { name: 5, email: null, phone: [], remark: {}, consent: 'yes' } as never
  expect(fieldsOf(checkDetails(details, ON_SITE))).toEqual(['name', 'email', 'phone', 'remark', 'consent'])
})
