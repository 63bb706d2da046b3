import { caller } from '../access/caller.ts'
import { builder } from '../core/builder.ts'
import { InvalidInputError, RefusedError } from '../core/errors.ts'
import { resultUnion } from '../core/result-union.ts'
import { applyPlanChange } from '../../planning/apply.ts'
import { CHOICES } from '../../planning/choices.ts'
import { ClosureKind, PlanChange } from './types.ts'
import { planHistory } from '../../planning/history.ts'
import type { AppliedPlanChange as AppliedShape } from '../../planning/outcome.ts'
import { PlanOutdatedError, PlanPreview } from './preview.ts'
import { previewPlanChange } from '../../planning/preview.ts'
import { MAX_CANCELLATIONS, MAX_CLOSURE_REASON, MAX_MOVES, MAX_REMARK } from '../../kernel/limits.ts'

const AppliedPlanChange = builder.objectRef<AppliedShape>('AppliedPlanChange').implement({
  access: 'planner',
  description: 'The plan was changed, and all choices were applied.',
  fields: (t) => ({
    change: t.field({
      type: PlanChange,
      description: 'Change as in the history.',
      resolve: async ({ changeId }, _args, context) => {
        const history = await planHistory(context.app, await caller(context), 20)
        return history.find(({ id }) => id === changeId)!
      },
    }),
  }),
})

const PreviewPlanChangeResult = resultUnion('PreviewPlanChangeResult', [
  PlanPreview,
  InvalidInputError,
  RefusedError,
])
const ApplyPlanChangeResult = resultUnion('ApplyPlanChangeResult', [
  AppliedPlanChange,
  PlanOutdatedError,
  InvalidInputError,
  RefusedError,
])

const AddOpeningInput = builder.inputType('AddOpeningInput', {
  description: 'New weekly hours.',
  fields: (t) => ({
    deskIds: t.idList({ required: true, description: 'Desks.' }),
    weekdays: t.intList({ required: true, description: 'ISO 8601: 1 is Monday, 7 is Sunday.' }),
    from: t.string({ required: true, description: "Start in the office's time zone: `08:00`." }),
    until: t.string({ required: true, description: 'End; `24:00` is the end of the day.' }),
    validFrom: t.field({ type: 'Date', description: 'The first day; today if omitted.' }),
    validUntil: t.field({ type: 'Date', description: 'The last day; until further notice if omitted.' }),
    reserved: t.boolean({
      description:
        'Whether the hours are reserved for bookings by the office. Reserved hours take precedence over other opening hours.',
    }),
  }),
})
const EndOpeningsInput = builder.inputType('EndOpeningsInput', {
  description: 'Weekly hours to end.',
  fields: (t) => ({
    openingIds: t.idList({ required: true, description: 'Ids of the hours.' }),
    lastDay: t.field({
      type: 'Date',
      required: true,
      description: 'The last day of the hours, not before yesterday. Hours that begin after it are removed.',
    }),
  }),
})
const AddClosureInput = builder.inputType('AddClosureInput', {
  description: 'Closure of some desks, of all desks of a location, or of all desks.',
  fields: (t) => ({
    deskIds: t.idList({ description: 'Closes these desks.' }),
    locationId: t.id({ description: 'Closes all desks of this location.' }),
    wholeHouse: t.boolean({ description: 'Closes all desks; only for planners of all departments.' }),
    kind: t.field({ type: ClosureKind, required: true, description: 'Reason category.' }),
    reason: t.string({
      required: true,
      description: `For colleagues; 1 to ${MAX_CLOSURE_REASON} characters.`,
    }),
    firstDay: t.field({ type: 'Date', required: true, description: 'The first day.' }),
    lastDay: t.field({ type: 'Date', required: true, description: 'The last day.' }),
    fromTime: t.string({
      description:
        "Time of the beginning on the first day, in the office's time zone; the start of the day if omitted.",
    }),
    untilTime: t.string({ description: 'Time of the end on the last day; the end of the day if omitted.' }),
  }),
})
const PlanChangeInput = builder.inputType('PlanChangeInput', {
  description:
    'Change of plan, applied as a whole. To change hours or a closure, end it and add its replacement. The past is not changed.',
  fields: (t) => ({
    addOpenings: t.field({ type: [AddOpeningInput], description: 'Hours to add.' }),
    endOpenings: t.field({ type: [EndOpeningsInput], description: 'Hours to end.' }),
    addClosures: t.field({ type: [AddClosureInput], description: 'Closures to add.' }),
    removeClosures: t.idList({
      description: 'Ids of closures to remove; a closure that has begun ends now.',
    }),
    undo: t.id({
      description:
        'Id of a change to undo; all other fields are ignored. Its cancellations and moves of bookings are kept.',
    }),
  }),
})

const BookingChoice = builder.enumType('BookingChoice', {
  description: 'Treatment of a booking outside the new opening hours.',
  values: {
    MOVE: { description: 'Moves it to another time or desk; a mail is sent if the time changes.' },
    CANCEL: { description: 'Cancels it, with a mail.' },
    FLAG: { description: 'Keeps it, with a flag for the office.' },
  } satisfies Record<(typeof CHOICES)[number], object>,
})
const BookingChoiceInput = builder.inputType('BookingChoiceInput', {
  description: 'Treatment of one booking.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Id of the booking.' }),
    action: t.field({ type: BookingChoice, required: true, description: 'Treatment.' }),
    startsAt: t.field({ type: 'DateTime', description: 'With MOVE: new start.' }),
    deskId: t.id({ description: 'With MOVE: new desk; any free one if omitted.' }),
  }),
})
const ApplyPlanChangeInput = builder.inputType('ApplyPlanChangeInput', {
  description: 'Change of plan with the choices of its preview.',
  fields: (t) => ({
    change: t.field({ type: PlanChangeInput, required: true, description: 'The change of the preview.' }),
    fingerprint: t.string({ required: true, description: 'Fingerprint of the preview.' }),
    choices: t.field({
      type: [BookingChoiceInput],
      required: true,
      description: `One for each booking of the preview, at most ${MAX_CANCELLATIONS}; at most ${MAX_MOVES} of them moves.`,
    }),
    reason: t.string({
      description: `For the citizens, 1 to ${MAX_REMARK} characters; required when a booking is moved or cancelled.`,
    }),
  }),
})

builder.queryField('previewPlanChange', (t) =>
  t.field({
    access: 'planner',
    type: PreviewPlanChangeResult,
    description: 'Planners: preview of a change of plan. Nothing is changed.',
    args: { input: t.arg({ type: PlanChangeInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      previewPlanChange(context.app, await caller(context), input, context.now),
  }),
)

builder.mutationField('applyPlanChange', (t) =>
  t.field({
    access: 'planner',
    type: ApplyPlanChangeResult,
    description:
      'Planners: applies a change of plan and the chosen treatment of every affected booking, as a whole or not at all.',
    args: { input: t.arg({ type: ApplyPlanChangeInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      applyPlanChange(context.app, await caller(context), input, context.now),
  }),
)
