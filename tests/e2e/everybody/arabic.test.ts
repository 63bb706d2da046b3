import { inject } from 'vitest'
import { arabicProduct } from '../../support/arabic/product.ts'
import { lane } from '../../support/lane.ts'
import { journey } from '../../support/page.ts'
import { openTown } from '../../support/town.ts'
import { ARABIC } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

const fromRightToLeft = journey.extend('town', { scope: 'file' }, async ({}, { onCleanup }) => {
  const { town, close } = await openTown(inject('postgres'), 'arabic', { root: await arabicProduct() })
  onCleanup(close)
  return town
})

fromRightToLeft.runIf(lane.rightToLeft)(
  'nobody is shut out of any page from right to left',
  ({ visitor, town }) => tour({ visitor, town, speech: ARABIC, telephone: 'grabstelle', brief: true }),
  TOUR_MS,
)
