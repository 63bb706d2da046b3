import { inject } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { GERMAN } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

journey(
  'all pages are accessible in German',
  ({ visitor }) =>
    tour({
      visitor,
      town: inject('product'),
      speech: GERMAN,
      telephone: 'baum-faellen',
      brief: !lane.everyState,
    }),
  TOUR_MS,
)
