import { describe, expect, test } from 'vitest'
import { linkToVisit, visitOf, visitQuery } from '../../../web/src/lib/booking/visit.ts'
import { localeOfPath, pathIn, plainPath } from '../../../web/src/lib/i18n/locale.ts'

describe('locale of a path', () => {
  test.each([
    ['/', 'de', '/'],
    ['/termin/zeit', 'de', '/termin/zeit'],
    ['/en', 'en', '/'],
    ['/en/termin/zeit', 'en', '/termin/zeit'],
    ['/einfach', 'de-simple', '/'],
    // Paths that only start with the letters of a language prefix.
    ['/energie', 'de', '/energie'],
    ['/english/x', 'de', '/english/x'],
  ] as const)('%s has the locale %s and the plain path %s', (path, locale, plain) => {
    expect(localeOfPath(path)).toBe(locale)
    expect(plainPath(path)).toBe(plain)
    expect(pathIn(locale, plain)).toBe(path)
  })
})

describe('visit in URL parameters', () => {
  test('visitOf reverses visitQuery', () => {
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
  ])('visitOf ignores invalid values and duplicates: %j', (query, expected) => {
    expect(visitOf(new URLSearchParams(query))).toEqual(expected)
  })

  test('linkToVisit replaces the visit and keeps other parameters', () => {
    const address = new URLSearchParams('dienst=a&personen=2&zeit=vormittag&mehr=1&tag=2026-11-24')
    expect(linkToVisit(address, [{ serviceId: 'b', persons: 1 }])).toBe(
      '?dienst=b&personen=1&zeit=vormittag&tag=2026-11-24&mehr=1#services',
    )
  })

  test('visitOf limits the number of services', () => {
    expect(
      visitOf(new URLSearchParams('dienst=a&dienst=b&dienst=c&dienst=d&dienst=e&dienst=f')),
    ).toHaveLength(5)
  })
})
