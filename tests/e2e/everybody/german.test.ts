import { inject } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { GERMAN } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

journey(
  'all pages are accessible in German',
  ({ visitor }) => tour({ visitor, town: inject('product'), speech: GERMAN, telephone: 'baum-faellen' }),
  TOUR_MS,
)
