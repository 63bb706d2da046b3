import { describe, expect, test } from 'vitest'
import {
  centsOf,
  contentFrom,
  eurosOf,
  withRowCommand,
} from '../../../web/src/lib/catalogue-editor/entry-content.ts'
import { focusTargetsAfter } from '../../../web/src/lib/catalogue-editor/focus-after-save.ts'
import { filterEntries } from '../../../web/src/lib/catalogue-editor/filter-entries.ts'

function formWith(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, each)
  return form
}

const LOCALES = ['de', 'en']

describe('contentFrom', () => {
  test('converts the form of a service', () => {
    const content = contentFrom(
      formWith({
        'title.de': ' Wohnung\n anmelden ',
        'title.en': '',
        'title.fr': 'unbekannt',
        'notes.de': 'Eins.\r\n\r\n Zwei. ',
        durationMinutes: '20',
        maxPersons: 'viele',
        topicIds: ['umziehen', 'ausweis'],
        mode: 'ON_SITE',
        walkInPossible: 'on',
        'documents.0.title.de': 'Ausweis',
        'documents.0.detail.de': '',
        'documents.2.title.de': 'Mietvertrag',
        'documents.2.condition.de': 'Bei Miete',
        'fees.0.label.de': 'Gebühr',
        'fees.0.amountCents': '37,5',
        'fees.0.amountMaxCents': '',
        'fees.0.currency': 'EUR',
      }),
      'SERVICE',
      LOCALES,
    )
    expect(content).toMatchObject({
      title: { de: 'Wohnung anmelden' },
      notes: { de: ['Eins.', 'Zwei.'] },
      synonyms: { de: [] },
      durationMinutes: 20,
      // An invalid number is kept as text; the API reports it, and the form shows it again.
      maxPersons: 'viele',
      extraMinutesPerPerson: null,
      topicIds: ['ausweis', 'umziehen'],
      walkInPossible: true,
      popular: false,
      onlineAlternative: null,
      documents: [
        { title: { de: 'Ausweis' }, detail: null, condition: null },
        { title: { de: 'Mietvertrag' }, detail: null, condition: { de: 'Bei Miete' } },
      ],
      fees: [{ amountCents: 3750, amountMaxCents: null, condition: null }],
    })
  })

  test('converts the forms of topics and referrals', () => {
    expect(contentFrom(formWith({ 'title.de': 'Umzug', serviceIds: 'a' }), 'TOPIC', LOCALES)).toEqual({
      title: { de: 'Umzug' },
      description: {},
      serviceIds: ['a'],
    })
    expect(
      contentFrom(formWith({ phone: ' 115 ', 'synonyms.de': 'Auto\nLappen' }), 'REFERRAL', LOCALES),
    ).toMatchObject({ phone: '115', url: null, synonyms: { de: ['Auto', 'Lappen'] } })
  })
})

test.each([
  ['37', 3700],
  ['37,5', 3750],
  ['37,50 €', 3750],
  ['1.234,05', 123_405],
  ['0', 0],
  ['37.50', '37.50'],
  ['ab 5', 'ab 5'],
  [null, null],
])('centsOf(%j) is %j', (typed, cents) => {
  expect(centsOf(typed)).toBe(cents)
})

test.each([
  [3700, '37'],
  [3750, '37,50'],
  [null, ''],
  ['ab 5', 'ab 5'],
])('eurosOf(%j) is %j', (cents, typed) => {
  expect(eurosOf(cents)).toBe(typed)
})

test('withRowCommand adds, removes and moves rows', () => {
  const content = { documents: ['a', 'b', 'c'], fees: [] }
  expect(withRowCommand(content, 'documents.1.remove')).toEqual({ ...content, documents: ['a', 'c'] })
  expect(withRowCommand(content, 'documents.2.up')).toEqual({ ...content, documents: ['a', 'c', 'b'] })
  expect(withRowCommand(content, 'documents.0.up')).toEqual(content)
  expect(withRowCommand(content, 'fees.add').fees).toHaveLength(1)
  expect(withRowCommand(content, 'title.remove')).toBe(content)
})

test('filterEntries filters by title, state and missing texts', () => {
  const missing = [{ locale: 'en', count: 2 }]
  const [one, other] = [
    { id: 'wohngeld', title: 'Wohngeld', state: 'PUBLISHED' as const, missing },
    { id: 'umzug', title: 'Umziehen', state: 'NEW' as const, missing: [] },
  ]
  const filtered = (text: string, state = '') => filterEntries([one, other], { text, state })
  expect(filtered('WOHN')).toEqual([one])
  expect(filtered('', 'NEW')).toEqual([other])
  expect(filtered('', 'MISSING')).toEqual([one])
  expect(filtered('', 'nonsense')).toEqual([one, other])
})

test('focusTargetsAfter selects the moved row, the added row, or the row after a removed one', () => {
  const targets = (command: string) => focusTargetsAfter(command, () => 3)
  const button = (value: string) => `[name=command][value="${value}"]:not([aria-hidden])`
  expect(targets('documents.2.up')[0]).toBe(button('documents.1.up'))
  expect(targets('documents.1.up')).toContain(button('documents.0.remove'))
  expect(targets('fees.add')).toEqual(['[name^="fees.2."]:not([type=hidden])'])
  expect(targets('fees.0.remove').at(-1)).toBe(button('fees.add'))
  expect(targets('')).toEqual([button('')])
})
