import { inject } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { ENGLISH } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

journey.runIf(lane.everyLanguage)(
  'all pages are accessible in English',
  ({ visitor }) =>
    tour({ visitor, town: inject('product'), speech: ENGLISH, telephone: 'archiv-anfrage', brief: true }),
  TOUR_MS,
)
