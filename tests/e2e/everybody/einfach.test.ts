import { inject } from 'vitest'
import { journey } from '../../support/browser/page.ts'
import { EINFACH } from './speech.ts'
import { tour, TOUR_MS } from './tour.ts'

journey(
  'all pages are accessible in Einfache Sprache',
  ({ visitor }) =>
    tour({ visitor, town: inject('product'), speech: EINFACH, telephone: 'bibliothek-ausweis', brief: true }),
  TOUR_MS,
)
