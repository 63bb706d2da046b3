import { addDays, dayOf, weekdayOf } from '../availability/calendar.ts'
import type { Day } from '../availability/model.ts'
import { minuteOf } from '../kernel/instant.ts'
import { applyPlanChange } from '../planning/apply.ts'
import type { AddClosure } from '../planning/plan-change-input.ts'
import { previewPlanChange } from '../planning/preview.ts'
import type { Town } from './town.ts'

/** Enters closures before the first booking, so that none of them affects a booking. */
export async function planClosures(town: Town, now: Date, end: Date): Promise<void> {
  const { app, staff } = town
  const today = dayOf(minuteOf(end), app.availability.zone)
  const closures: AddClosure[] = [
    {
      deskIds: ['platz-5'],
      kind: 'ABSENCE',
      reason: 'Urlaub Kollegin Arndt',
      firstDay: nextWorkday(addDays(today, 2)),
      lastDay: nextWorkday(addDays(today, 4)),
    },
    {
      deskIds: ['telefon-standesamt-1', 'telefon-standesamt-2'],
      kind: 'MEETING',
      reason: 'Dienstberatung',
      firstDay: nextWorkday(addDays(today, 7)),
      lastDay: nextWorkday(addDays(today, 7)),
      fromTime: '11:00',
      untilTime: '12:00',
    },
    {
      deskIds: ['platz-2'],
      kind: 'ABSENCE',
      reason: 'Fortbildung Passwesen',
      firstDay: nextWorkday(addDays(today, -6)),
      lastDay: nextWorkday(addDays(today, -6)),
    },
  ]
  for (const closure of closures) {
    const change = { addClosures: [closure] }
    const preview = await previewPlanChange(app, staff.planner, change, now)
    if (preview.type !== 'PlanPreview') throw new Error(`The demo's closure was refused: ${preview.type}`)
    const input = { change, fingerprint: preview.fingerprint, choices: [], reason: null }
    const applied = await applyPlanChange(app, staff.planner, input, now)
    if (applied.type !== 'AppliedPlanChange') throw new Error(`The demo's closure failed: ${applied.type}`)
  }
}

function nextWorkday(day: Day): Day {
  let next = day
  while (weekdayOf(next) > 5) next = addDays(next, 1)
  return next
}
