import { expect, it } from 'vitest'
import { manageUrl } from '../../../api/notification/compose/appointment.ts'
import { messageLocales } from '../../../api/notification/compose/texts/index.ts'
import { locales, pathIn } from '../../../web/src/lib/i18n/locale.ts'

it('manageUrl returns the address of the page in the language of the message', () => {
  expect(messageLocales).toEqual(expect.arrayContaining([...locales]))
  for (const locale of locales) {
    expect(manageUrl('https://termine.example/', locale, 'AbC-123_xyz')).toBe(
      `https://termine.example${pathIn(locale, '/termin/AbC-123_xyz')}`,
    )
  }
})
