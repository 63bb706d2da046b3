import { describe, expect, test } from 'vitest'
import { decideEntry } from '../../../api/catalogue/import/decide-entry.ts'
import { inListOrder } from '../../../api/catalogue/import/list-order.ts'
import { idOf } from '../../../api/catalogue/editor/new-entry.ts'

const [old, fromFile, edited] = ['alt', 'Datei', 'Redaktion'].map((de) => ({ title: { de } }))
const shown = (content: object) => ({ content: { ...content }, offered: true, retiredByEditor: false })
const retired = (retiredByEditor: boolean) => ({ content: old!, offered: false, retiredByEditor })

describe('decideEntry decides an entry that is', () => {
  test.each([
    ['new in the files', { file: fromFile, base: undefined, now: undefined }, fromFile],
    ['changed only in the files', { file: fromFile, base: old, now: shown(old!) }, fromFile],
    ['changed only by editors', { file: old, base: old, now: shown(edited!) }, edited],
    ['changed by both in the same way', { file: edited, base: old, now: shown(edited!) }, edited],
    ['created by editors', { file: undefined, base: undefined, now: shown(edited!) }, edited],
    ['removed from the files', { file: undefined, base: old, now: shown(old!) }, null],
    ['retired by editors', { file: old, base: old, now: retired(true) }, null],
    ['in the files again', { file: fromFile, base: undefined, now: retired(false) }, fromFile],
  ])('%s', (_, sides, content) => {
    expect(decideEntry(sides, false)).toEqual({ content, clashes: [] })
  })

  test.each([
    ['changed by both', { file: fromFile, base: old, now: shown(edited!) }, 'title.de'],
    [
      'removed from the files and changed by editors',
      { file: undefined, base: old, now: shown(edited!) },
      '',
    ],
    ['new in the files and created by editors', { file: fromFile, base: undefined, now: shown(edited!) }, ''],
  ])('%s: a clash, unless the files replace everything', (_, sides, field) => {
    expect(decideEntry(sides, false)).toMatchObject({ content: edited, clashes: [{ field }] })
    expect(decideEntry(sides, true)).toEqual({ content: sides.file ?? null, clashes: [] })
  })
})

describe('the order of a list', () => {
  test.each([
    ['is that of the database if the files have not moved entries', 'abc', 'abc', 'bacx', 'bacx'],
    ['has a new entry after its predecessor of the file', 'anbc', 'abc', 'bacx', 'bancx'],
    ['begins with a new entry that is first in the file', 'nabc', 'abc', 'abc', 'nabc'],
    ['is that of the files if they have moved an entry', 'cab', 'abc', 'bacx', 'cabx'],
    ['has no removed entries', 'ac', 'abc', 'cax', 'cax'],
  ])('%s', (_, file, base, now, order) => {
    expect(inListOrder({ file: [...file], base: [...base], now: [...now] })).toEqual([...order])
  })
})

test.each([
  ['Wohnung anmelden', 'wohnung-anmelden'],
  ['Ärztliche Maßnahme (Über 60)', 'aerztliche-massnahme-ueber-60'],
  ['Café  «Édition»', 'cafe-edition'],
  ['سلام', 'eintrag'],
])('%s becomes the id %s', (title, id) => {
  expect(idOf(title)).toBe(id)
})
