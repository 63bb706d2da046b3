import { refreshAll } from '$app/navigation'
import { mutate } from '#lib/graphql/client.ts'
import { locale, m } from '#lib/i18n/i18n.ts'
import type { DayVisits } from './day-visits.svelte.ts'
import { TodayPage_TakeStep, TodayPage_TickDocument, type DeskVisitData } from './desk.graphql.ts'
import { shortened } from './calendar/day-grid.ts'
import type { StepInput } from './step-input.ts'
import { conflictMessage, nameOf, visitStatusLabel } from './visit-labels.ts'

/** The result of a command. */
export interface CommandResult {
  tone: 'success' | 'warning'
  message: string
  /** The visit whose latest step can be taken back. */
  undo?: DeskVisitData
}

/** Commands that run without leaving the page; without JavaScript the same forms are posted. */
export class VisitCommands {
  /** Result of the latest command. */
  note = $state.raw<CommandResult>()
  #day: DayVisits
  // Commands run one after the other, because each needs the version that the previous one has produced.
  #last: Promise<unknown> = Promise.resolve()

  constructor(day: DayVisits) {
    this.#day = day
  }

  dismiss(): void {
    this.note = undefined
  }

  /** Records a step. */
  readonly step = (input: StepInput): Promise<void> =>
    this.#next(async () => {
      // An own command may have produced a newer version than the form contains.
      const own = this.#ownVersions.get(input.bookingId)
      const version = own !== undefined && this.#day.isShown(input.bookingId, own) ? own : input.version
      const { takeStep: outcome } = await mutate({ fetch }, TodayPage_TakeStep, {
        input: { ...input, version },
        locale: locale(),
      })
      if (outcome.__typename === 'UpdatedBooking') {
        this.#showOwn(outcome.booking)
        const canGoBack = input.step !== 'STEP_BACK' && outcome.booking.atDesk?.steps.includes('STEP_BACK')
        this.note = {
          tone: 'success',
          message: m.desk_changed_one({
            visitor: shortened(nameOf(outcome.booking), 44),
            status: visitStatusLabel(outcome.booking),
          }),
          ...(canGoBack ? { undo: outcome.booking } : {}),
        }
      } else if (outcome.__typename === 'VersionConflictError') {
        this.#day.put(outcome.booking)
        this.note = { tone: 'warning', message: conflictMessage(outcome.booking) }
      } else this.#refused(outcome.message)
    })

  /** Checks or unchecks a document. */
  readonly tick = (bookingId: string, documentId: string, seen: boolean): Promise<void> =>
    this.#next(async () => {
      const input = { bookingId, documentId, seen }
      const { tickDocument: outcome } = await mutate({ fetch }, TodayPage_TickDocument, {
        input,
        locale: locale(),
      })
      if (outcome.__typename === 'UpdatedBooking') this.#showOwn(outcome.booking)
      else this.#refused(outcome.message)
    })

  /** By visit: the version that the latest own command has produced. */
  #ownVersions = new Map<string, number>()

  #showOwn(visit: DeskVisitData): void {
    this.#ownVersions.set(visit.id, visit.version)
    this.#day.put(visit)
  }

  /** The page is outdated: reloads it, which redirects to the sign-in page when the session has ended. */
  #refused(message: string): void {
    this.note = { tone: 'warning', message }
    void refreshAll()
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work).catch(() => {
      this.note = { tone: 'warning', message: m.desk_no_answer() }
    })
    this.#last = done
    return done
  }
}
