import { describe, expect, test } from 'vitest'
import { decideEntry } from '../../../api/catalogue/import/decide-entry.ts'
import { inListOrder } from '../../../api/catalogue/import/list-order.ts'
import { idOf } from '../../../api/catalogue/editor/new-entry.ts'

const [old, fromFile, edited] = ['alt', 'Datei', 'Redaktion'].map((de) => ({ title: { de } }))
const shown = (content: object) => ({ content: { ...content }, offered: true, retiredByEditor: false })
const retired = (retiredByEditor: boolean) => ({ content: old!, offered: false, retiredByEditor })

describe('an entry in an import', () => {
  test.each([
    ['new in the files', { file: fromFile, base: undefined, now: undefined }, fromFile],
    ['changed in the files alone', { file: fromFile, base: old, now: shown(old!) }, fromFile],
    ['changed by editors alone', { file: old, base: old, now: shown(edited!) }, edited],
    ['changed by both in the same way', { file: edited, base: old, now: shown(edited!) }, edited],
    ['made by editors', { file: undefined, base: undefined, now: shown(edited!) }, edited],
    ['gone from the files', { file: undefined, base: old, now: shown(old!) }, null],
    ['taken away by editors', { file: old, base: old, now: retired(true) }, null],
    ['back in the files', { file: fromFile, base: undefined, now: retired(false) }, fromFile],
  ])('%s', (_, sides, content) => {
    expect(decideEntry(sides, false)).toEqual({ content, clashes: [] })
  })

  test.each([
    ['changed by both', { file: fromFile, base: old, now: shown(edited!) }, 'title.de'],
    ['gone from the files and changed by editors', { file: undefined, base: old, now: shown(edited!) }, ''],
    ['new in the files and made by editors', { file: fromFile, base: undefined, now: shown(edited!) }, ''],
  ])('%s is a problem, unless the files shall win', (_, sides, field) => {
    expect(decideEntry(sides, false)).toMatchObject({ content: edited, clashes: [{ field }] })
    expect(decideEntry(sides, true)).toEqual({ content: sides.file ?? null, clashes: [] })
  })
})

describe('the order of a list', () => {
  test.each([
    ['stays the editors’ while the files keep theirs', 'abc', 'abc', 'bacx', 'bacx'],
    ['takes in what is new behind what it follows', 'anbc', 'abc', 'bacx', 'bancx'],
    ['begins with what is first in the files', 'nabc', 'abc', 'abc', 'nabc'],
    ['is that of the files when these move something', 'cab', 'abc', 'bacx', 'cabx'],
    ['loses what is gone', 'ac', 'abc', 'cax', 'cax'],
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
