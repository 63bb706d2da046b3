import { inject } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { EINFACH } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

journey.runIf(lane.everyLanguage)(
  'all pages are accessible in Einfache Sprache',
  ({ visitor }) =>
    tour({ visitor, town: inject('product'), speech: EINFACH, telephone: 'briefwahl', brief: true }),
  TOUR_MS,
)
