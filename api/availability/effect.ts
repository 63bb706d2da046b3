import { daySpan } from './calendar.ts'
import type { BookableWindow, Day, Minute, Occupied } from './model.ts'
import { TO_CITIZENS } from './offer.ts'
import { deskDayOf, type DeskPlan, type OfficeCalendar } from './plan.ts'

/** The effect of a plan change on the starts of one desk; both lists are sorted. */
export interface Effect {
  /** Offered only before the change. */
  readonly lost: readonly Minute[]
  /** Offered only after the change. */
  readonly gained: readonly Minute[]
}

/** The range of the comparison. */
export interface EffectFrame {
  readonly days: readonly Day[]
  readonly office: OfficeCalendar
  /** Epoch milliseconds, for holds that expire. */
  readonly nowMs: number
  readonly window: BookableWindow
}

/**
 * The starts that citizens lose and gain at a desk. Visits differ in length, so the starts of the desk's shortest visit
 * are compared: where it does not fit, no other visit does. A desk without services offers none.
 * @param occupied of this desk
 */
export function effectOf(
  before: DeskPlan,
  after: DeskPlan,
  occupied: readonly Occupied[],
  frame: EffectFrame,
): Effect {
  const [then, now] = [before, after].map((plan) => new Set(shortestStarts(plan, occupied, frame)))
  return { lost: [...then!.difference(now!)], gained: [...now!.difference(then!)] }
}

function shortestStarts(
  plan: DeskPlan,
  occupied: readonly Occupied[],
  { days, office, nowMs, window }: EffectFrame,
): Minute[] {
  const { desk } = plan
  if (desk.shortestMinutes === Infinity) return []
  return days.flatMap((day) => {
    const origin = daySpan(day, office.zone).from
    return deskDayOf(plan, day, occupied, nowMs, office)
      .runs.flatMap((run) => TO_CITIZENS.starts(run, desk.shortestMinutes, desk, origin))
      .filter((start) => start >= window.earliest && start < window.latest)
  })
}
