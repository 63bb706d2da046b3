import { inject } from 'vitest'
import { arabicProduct } from '../../support/arabic/product.ts'
import { journey } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { openTown } from '../../support/town.ts'
import { ARABIC } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

const fromRightToLeft = journey.extend('town', { scope: 'file' }, async ({}, { onCleanup }) => {
  const { town, close } = await openTown(inject('postgres'), 'arabic', { root: await arabicProduct() })
  onCleanup(close)
  return town
})

fromRightToLeft.runIf(lane.rightToLeft)(
  'all pages are accessible in a right-to-left language',
  ({ visitor, town }) => tour({ visitor, town, speech: ARABIC, telephone: 'grabstelle', brief: true }),
  TOUR_MS,
)
