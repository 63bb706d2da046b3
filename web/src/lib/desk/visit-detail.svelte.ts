import { query } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { DayVisits } from './day-visits.svelte.ts'
import { TodayPage_Visit, type DeskVisitData, type VisitDetailData } from './desk.graphql.ts'

type Loaded = (DeskVisitData & VisitDetailData) | null

interface Page {
  /** Id of the visit in the panel. */
  opened: string | null
  /** The details that the page has loaded. */
  detail: Loaded
}

/** The visit in the panel; its details are reloaded when its version changes. Create it while a component is initialised. */
export class VisitDetail {
  #page: () => Page
  #day: DayVisits
  /** Details loaded after the page; used as long as the page shows the same visit. */
  #reloaded = $state.raw<Loaded>(null)

  constructor(page: () => Page, day: DayVisits) {
    this.#page = page
    this.#day = day
    $effect(() => {
      const { id, version } = this.visit ?? {}
      if (!id || !this.detail || version === this.detail.version) return
      void query({ fetch }, TodayPage_Visit, { id, locale: locale() })
        .then(({ bookingById }) => {
          if (bookingById && bookingById.id === this.#page().opened) this.#reloaded = bookingById
        })
        // The next change tries again; until then the panel shows the former details.
        .catch(() => {})
    })
  }

  /** The visit in its live state. */
  readonly visit: DeskVisitData | null = $derived.by(() => {
    const { detail } = this.#page()
    return (detail && this.#day.visits.find(({ id }) => id === detail.id)) ?? detail ?? null
  })

  /** The details of the visit. */
  readonly detail: Loaded = $derived.by(() => {
    const { detail } = this.#page()
    const reloaded = this.#reloaded
    return detail && reloaded?.id === detail.id && reloaded.version > detail.version ? reloaded : detail
  })
}
