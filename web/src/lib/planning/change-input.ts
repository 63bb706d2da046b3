import { addDays, type Day } from '#lib/time/time.ts'
import type { ClosureKind, DeskPlanData, WantedChange } from './planning.graphql.ts'
import { CLOSURE_KINDS, kindWords } from './plan-words.ts'

/** Which of the page's forms was sent. */
export type FormName = 'schliessung' | 'zeiten' | 'zeit'

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const texts = (form: FormData, name: string): string[] => form.getAll(name).map(String)

/** What somebody has typed, to be shown once more when something is wrong with it. */
export function typedIn(form: FormData): Record<string, string[]> {
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, texts(form, name)]))
}

/** The change that a form means. */
export function changeOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const undo = text(form, 'zurueck')
  if (undo) return { undo }
  const removed = text(form, 'entfernen')
  if (removed) return { removeClosures: [removed] }
  switch (text(form, 'was') as FormName) {
    case 'schliessung':
      return closureOf(form, plans, today)
    case 'zeiten':
      return newHoursOf(form, today)
    case 'zeit':
      return changedHoursOf(form, plans, today)
    default:
      return {}
  }
}

function closureOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const kind: ClosureKind = CLOSURE_KINDS.find((one) => one === text(form, 'art')) ?? 'OTHER'
  const firstDay = text(form, 'von') || today
  const former = text(form, 'bisher')
  const places = new Set(texts(form, 'ort'))
  const there = plans.filter(({ locationId }) => places.has(locationId)).map(({ desk }) => desk.id)
  const deskIds = [...new Set([...texts(form, 'platz'), ...there])]
  return {
    ...(former ? { removeClosures: [former] } : {}),
    addClosures: [
      {
        ...(text(form, 'haus') ? { wholeHouse: true } : { deskIds }),
        kind,
        reason: text(form, 'grund') || kindWords(kind),
        firstDay,
        lastDay: text(form, 'bis') || firstDay,
        fromTime: text(form, 'vonZeit') || null,
        untilTime: text(form, 'bisZeit') || null,
      },
    ],
  }
}

function newHoursOf(form: FormData, today: Day): WantedChange {
  return {
    addOpenings: [
      {
        deskIds: texts(form, 'platz'),
        weekdays: texts(form, 'wochentag').map(Number),
        from: text(form, 'vonZeit'),
        until: endOf(text(form, 'bisZeit')),
        validFrom: text(form, 'von') || today,
        validUntil: text(form, 'bis') || null,
        reserved: text(form, 'amt') !== '',
      },
    ],
  }
}

/** Hours that end on the day before, and where they are changed others that begin. */
function changedHoursOf(form: FormData, plans: readonly DeskPlanData[], today: Day): WantedChange {
  const openingIds = texts(form, 'zeit')
  const first = text(form, 'ab') || today
  const endOpenings = [{ openingIds, lastDay: addDays(first, -1) }]
  if (text(form, 'tun') === 'beenden') return { endOpenings }
  const changed = plans.flatMap(({ desk, openings }) =>
    openings.filter(({ id }) => openingIds.includes(id)).map((hours) => ({ deskId: desk.id, ...hours })),
  )
  return {
    endOpenings,
    addOpenings: changed.map(({ deskId, weekday, validFrom, validUntil }) => ({
      deskIds: [deskId],
      weekdays: [weekday],
      from: text(form, 'vonZeit'),
      until: endOf(text(form, 'bisZeit') || '00:00'),
      validFrom: validFrom && validFrom > first ? validFrom : first,
      validUntil,
      reserved: text(form, 'amt') !== '',
    })),
  }
}

/** A field for times knows no 24:00. */
const endOf = (time: string): string => (time === '00:00' ? '24:00' : time)

/** The field of a form that a problem belongs to: path below `input` → id. */
export function fieldOf(path: string): string {
  const name = path.split('.').at(-1) ?? ''
  return (
    {
      deskIds: 'plaetze',
      wholeHouse: 'plaetze',
      locationId: 'plaetze',
      weekdays: 'wochentage',
      reason: 'grund',
      firstDay: 'von',
      validFrom: 'von',
      lastDay: path.startsWith('end') ? 'ab' : 'bis',
      validUntil: 'bis',
      from: 'vonZeit',
      fromTime: 'vonZeit',
      until: 'bisZeit',
      untilTime: 'bisZeit',
      openingIds: 'zeiten-auch',
    }[name] ?? 'formulare'
  )
}
