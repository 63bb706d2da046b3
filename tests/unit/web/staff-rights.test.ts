import { expect, test } from 'vitest'
import { mayEnter, pathsFor } from '../../../web/src/lib/staff/rights.ts'
import { signInUrl, redirectTarget } from '../../../web/src/lib/staff/sign-in-redirect.ts'

test.each([
  ['/personal', ['clerk'], true],
  ['/personal', ['editor'], false],
  ['/personal/verschieben', ['clerk'], true],
  ['/personal/verschieben', ['planner', 'editor'], false],
  ['/personal/katalog/[kind]/[id]', ['editor'], true],
  ['/personal/katalog/[kind]/[id]', ['clerk', 'planner'], false],
  ['/personal/statistik', ['planner'], true],
  ['/personal/personen/neu', ['clerk', 'planner', 'editor'], false],
  ['/personal/personen/neu', ['admin'], true],
  ['/personal/konto', [], true],
])('mayEnter(%s, %j) is %s', (route, roles, expected) => {
  expect(mayEnter(route, roles)).toBe(expected)
})

test('each role may enter its first page', () => {
  for (const role of ['clerk', 'planner', 'editor', 'admin'])
    expect(mayEnter(pathsFor([role])[0]!, [role])).toBe(true)
})

const HERE = 'https://termine.example'

test('signing in redirects to the requested page, without the parameter of a form action', () => {
  const signIn = signInUrl(new URL('/en/personal/woche?/writeRemark&tag=2026-11-24', HERE))
  expect(redirectTarget(new URL(signIn, HERE))).toBe('/personal/woche?tag=2026-11-24')
  expect(signInUrl(new URL('/personal', HERE))).toBe('/personal/anmelden')
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
])('signing in never redirects to %j', (weiter) => {
  expect(redirectTarget(new URL(`/personal/anmelden?${new URLSearchParams({ weiter })}`, HERE))).toBe(
    '/personal',
  )
})
