import { addDays, type Day } from '#lib/time/time.ts'
import type { ClosureKind, DeskPlanData, WantedChange } from './planning.graphql.ts'
import { CLOSURE_KINDS, closureKindLabel } from './plan-labels.ts'

/** The form of the page that was submitted. */
export type FormName = 'closure' | 'new-hours' | 'changed-hours'

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const texts = (form: FormData, name: string): string[] => form.getAll(name).map(String)

/** The values of a form, to fill it again after a rejection. */
export function typedIn(form: FormData): Record<string, string[]> {
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, texts(form, name)]))
}

/** Reads the requested change from a form. */
export function changeOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const undo = text(form, 'undo')
  if (undo) return { undo }
  const removed = text(form, 'removeClosure')
  if (removed) return { removeClosures: [removed] }
  switch (text(form, 'form') as FormName) {
    case 'closure':
      return closureOf(form, plans, today)
    case 'new-hours':
      return newHoursOf(form, today)
    case 'changed-hours':
      return changedHoursOf(form, plans, today)
    default:
      return {}
  }
}

function closureOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const kind: ClosureKind = CLOSURE_KINDS.find((one) => one === text(form, 'kind')) ?? 'OTHER'
  const firstDay = text(form, 'firstDay') || today
  const former = text(form, 'former')
  const places = new Set(texts(form, 'location'))
  const there = plans.filter(({ locationId }) => places.has(locationId)).map(({ desk }) => desk.id)
  const deskIds = [...new Set([...texts(form, 'desk'), ...there])]
  return {
    ...(former ? { removeClosures: [former] } : {}),
    addClosures: [
      {
        ...(text(form, 'wholeHouse') ? { wholeHouse: true } : { deskIds }),
        kind,
        reason: text(form, 'reason') || closureKindLabel(kind),
        firstDay,
        lastDay: text(form, 'lastDay') || firstDay,
        fromTime: text(form, 'fromTime') || null,
        untilTime: text(form, 'untilTime') || null,
      },
    ],
  }
}

function newHoursOf(form: FormData, today: Day): WantedChange {
  return {
    addOpenings: [
      {
        deskIds: texts(form, 'desk'),
        weekdays: texts(form, 'weekday').map(Number),
        from: text(form, 'fromTime'),
        until: endOf(text(form, 'untilTime')),
        validFrom: text(form, 'firstDay') || today,
        validUntil: text(form, 'lastDay') || null,
        reserved: text(form, 'reserved') !== '',
      },
    ],
  }
}

/** Ends the chosen hours on the day before, and adds the changed hours, unless they are only to end. */
function changedHoursOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const openingIds = texts(form, 'opening')
  const first = text(form, 'asOf') || today
  const endOpenings = [{ openingIds, lastDay: addDays(first, -1) }]
  if (text(form, 'intent') === 'end') return { endOpenings }
  const changed = plans.flatMap(({ desk, openings }) =>
    openings.filter(({ id }) => openingIds.includes(id)).map((hours) => ({ deskId: desk.id, ...hours })),
  )
  return {
    endOpenings,
    addOpenings: changed.map(({ deskId, weekday, validFrom, validUntil }) => ({
      deskIds: [deskId],
      weekdays: [weekday],
      from: text(form, 'fromTime'),
      until: endOf(text(form, 'untilTime') || '00:00'),
      validFrom: validFrom && validFrom > first ? validFrom : first,
      validUntil,
      reserved: text(form, 'reserved') !== '',
    })),
  }
}

/** Midnight as an end is 24:00 in the API, which a time input cannot express. */
const endOf = (time: string): string => (time === '00:00' ? '24:00' : time)

/** The id of the form field for a problem's path below `input`. */
export function fieldOf(path: string): string {
  const name = path.split('.').at(-1) ?? ''
  return (
    {
      deskIds: 'desks',
      wholeHouse: 'desks',
      locationId: 'desks',
      weekdays: 'weekdays',
      reason: 'reason',
      firstDay: 'firstDay',
      validFrom: 'firstDay',
      lastDay: path.startsWith('end') ? 'asOf' : 'lastDay',
      validUntil: 'lastDay',
      from: 'fromTime',
      fromTime: 'fromTime',
      until: 'untilTime',
      untilTime: 'untilTime',
      openingIds: 'openings',
    }[name] ?? 'forms'
  )
}
