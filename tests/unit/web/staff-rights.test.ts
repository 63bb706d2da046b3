import { expect, test } from 'vitest'
import { mayEnter, pathsFor } from '../../../web/src/lib/staff/rights.ts'
import { doorBackTo, wayOn } from '../../../web/src/lib/staff/sign-in-redirect.ts'

test.each([
  ['/personal', ['clerk'], true],
  ['/personal', ['editor'], false],
  ['/personal/verschieben', ['clerk'], true],
  ['/personal/verschieben', ['planner', 'editor'], false],
  ['/personal/katalog/[art]/[id]', ['editor'], true],
  ['/personal/katalog/[art]/[id]', ['clerk', 'planner'], false],
  ['/personal/statistik', ['planner'], true],
  ['/personal/personen/neu', ['clerk', 'planner', 'editor'], false],
  ['/personal/personen/neu', ['admin'], true],
  ['/personal/konto', [], true],
])('%s is for %j: %s', (route, roles, expected) => {
  expect(mayEnter(route, roles)).toBe(expected)
})

test('whoever works here begins at a place where they may be', () => {
  for (const role of ['clerk', 'planner', 'editor', 'admin'])
    expect(mayEnter(pathsFor([role])[0]!, [role])).toBe(true)
})

const HERE = 'https://termine.example'

test('the door leads back to the page that somebody wanted, without what a form had asked for', () => {
  const door = doorBackTo(new URL('/en/personal/woche?/notiz&tag=2026-11-24', HERE))
  expect(wayOn(new URL(door, HERE))).toBe('/personal/woche?tag=2026-11-24')
  expect(doorBackTo(new URL('/personal', HERE))).toBe('/personal/anmelden')
})

test.each([
  'https://boese.example/personal',
  '//boese.example/personal',
  '/\\boese.example/personal',
  '/personal/../termin/buchen',
  '/personalausweis',
  '/personal/anmelden',
  'javascript:alert(1)',
  '',
])('the door leads nobody to %j', (weiter) => {
  expect(wayOn(new URL(`/personal/anmelden?${new URLSearchParams({ weiter })}`, HERE))).toBe('/personal')
})
