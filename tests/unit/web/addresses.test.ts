import { describe, expect, test } from 'vitest'
import { linkToVisit, visitOf, visitQuery } from '../../../web/src/lib/booking/visit.ts'
import { localeOfPath, pathIn, plainPath } from '../../../web/src/lib/i18n/locale.ts'

describe('the language is the first part of a path', () => {
  test.each([
    ['/', 'de', '/'],
    ['/termin/zeit', 'de', '/termin/zeit'],
    ['/en', 'en', '/'],
    ['/en/termin/zeit', 'en', '/termin/zeit'],
    ['/einfach', 'de-simple', '/'],
    // A route that only begins like a language is none.
    ['/energie', 'de', '/energie'],
    ['/english/x', 'de', '/english/x'],
  ] as const)('%s is %s and leads to %s', (path, locale, plain) => {
    expect(localeOfPath(path)).toBe(locale)
    expect(plainPath(path)).toBe(plain)
    expect(pathIn(locale, plain)).toBe(path)
  })
})

describe('a visit in an address', () => {
  test('comes back as it went', () => {
    const items = [
      { serviceId: 'personalausweis-beantragen', persons: 2 },
      { serviceId: 'reisepass & mehr', persons: 1 },
    ]
    expect(visitOf(new URLSearchParams(visitQuery(items)))).toEqual(items)
  })

  test.each([
    ['dienst=a', [{ serviceId: 'a', persons: 1 }]],
    ['dienst=a&personen=0', [{ serviceId: 'a', persons: 1 }]],
    ['dienst=a&personen=-3', [{ serviceId: 'a', persons: 1 }]],
    ['dienst=a&personen=zwei', [{ serviceId: 'a', persons: 1 }]],
    ['dienst=a&personen=999', [{ serviceId: 'a', persons: 1 }]],
    ['dienst=&personen=2', []],
    ['', []],
    ['dienst=a&personen=2&dienst=a&personen=3', [{ serviceId: 'a', persons: 2 }]],
  ])('%s is understood or left out', (query, expected) => {
    expect(visitOf(new URLSearchParams(query))).toEqual(expected)
  })

  test('is exchanged for another one without losing what else was chosen', () => {
    const address = new URLSearchParams('dienst=a&personen=2&zeit=vormittag&mehr=1&tag=2026-11-24')
    expect(linkToVisit(address, [{ serviceId: 'b', persons: 1 }])).toBe(
      '?dienst=b&personen=1&zeit=vormittag&tag=2026-11-24&mehr=1#services',
    )
  })

  test('is cut to what one visit may hold', () => {
    expect(
      visitOf(new URLSearchParams('dienst=a&dienst=b&dienst=c&dienst=d&dienst=e&dienst=f')),
    ).toHaveLength(5)
  })
})
