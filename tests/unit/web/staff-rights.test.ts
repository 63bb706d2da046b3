import { expect, test } from 'vitest'
import { mayEnter, pathsFor } from '../../../web/src/routes/personal/rights.ts'

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
