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

const AppliedPlanChange = builder.objectRef<AppliedShape>('AppliedPlanChange').implement({
  access: 'planner',
  description: 'The plan was changed, and every choice was carried out.',
  fields: (t) => ({
    change: t.field({
      type: PlanChange,
      description: 'As it stands in the history.',
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
    deskIds: t.idList({ required: true, description: 'At which desks.' }),
    weekdays: t.intList({ required: true, description: 'ISO 8601: 1 is Monday, 7 is Sunday.' }),
    from: t.string({ required: true, description: "When they begin by the office's clock: `08:00`." }),
    until: t.string({ required: true, description: 'When they end; `24:00` is the end of the day.' }),
    validFrom: t.field({ type: 'Date', description: 'The first day; today when left out.' }),
    validUntil: t.field({ type: 'Date', description: 'The last day; until further notice when left out.' }),
    reserved: t.boolean({
      description:
        'The office gives these hours itself: citizens are not offered them, also where the desk is open besides.',
    }),
  }),
})
const EndOpeningsInput = builder.inputType('EndOpeningsInput', {
  description: 'The end of weekly hours.',
  fields: (t) => ({
    openingIds: t.idList({ required: true, description: 'Which hours.' }),
    lastDay: t.field({
      type: 'Date',
      required: true,
      description:
        'The last day on which they are open, not before yesterday. Hours that begin later are gone.',
    }),
  }),
})
const AddClosureInput = builder.inputType('AddClosureInput', {
  description: 'A time in which desks are shut: named desks, all of a place, or the whole house.',
  fields: (t) => ({
    deskIds: t.idList({ description: 'These desks.' }),
    locationId: t.id({ description: 'All desks that stand there.' }),
    wholeHouse: t.boolean({ description: 'Every desk; for who plans for all departments.' }),
    kind: t.field({ type: ClosureKind, required: true, description: 'Why.' }),
    reason: t.string({ required: true, description: 'In words, for colleagues; 1 to 200 characters.' }),
    firstDay: t.field({ type: 'Date', required: true, description: 'The first day.' }),
    lastDay: t.field({ type: 'Date', required: true, description: 'The last day.' }),
    fromTime: t.string({
      description:
        "From this time on, on the first day, by the office's clock; from its beginning when left out.",
    }),
    untilTime: t.string({ description: 'Until this time on the last day; to its end when left out.' }),
  }),
})
const PlanChangeInput = builder.inputType('PlanChangeInput', {
  description:
    'A change of plan, all of it together. To change hours or a closure, end it and add what shall be instead. What was already open or shut before now stays so.',
  fields: (t) => ({
    addOpenings: t.field({ type: [AddOpeningInput], description: 'New hours.' }),
    endOpenings: t.field({ type: [EndOpeningsInput], description: 'Hours that end.' }),
    addClosures: t.field({ type: [AddClosureInput], description: 'New closures.' }),
    removeClosures: t.idList({ description: 'Closures that are not needed; one that has begun ends now.' }),
    undo: t.id({
      description:
        'Takes this change back, and the rest counts for nothing. Bookings that were cancelled or moved with it stay so.',
    }),
  }),
})

const BookingChoice = builder.enumType('BookingChoice', {
  description: 'What becomes of a booking that no longer lies in open hours.',
  values: {
    MOVE: { description: 'It gets another time or desk; a mail tells it when the time is another.' },
    CANCEL: { description: 'It is cancelled, with a mail.' },
    FLAG: { description: 'It stays, with a flag that the office sees: somebody sees to it.' },
  } satisfies Record<(typeof CHOICES)[number], object>,
})
const BookingChoiceInput = builder.inputType('BookingChoiceInput', {
  description: 'What becomes of one booking.',
  fields: (t) => ({
    bookingId: t.id({ required: true, description: 'Which booking.' }),
    action: t.field({ type: BookingChoice, required: true, description: 'What is done.' }),
    startsAt: t.field({ type: 'DateTime', description: 'With MOVE: where to.' }),
    deskId: t.id({ description: 'With MOVE: to this desk; any that is free when left out.' }),
  }),
})
const ApplyPlanChangeInput = builder.inputType('ApplyPlanChangeInput', {
  description: 'A change of plan that was looked at before.',
  fields: (t) => ({
    change: t.field({ type: PlanChangeInput, required: true, description: 'As in the preview.' }),
    fingerprint: t.string({ required: true, description: 'Of the preview.' }),
    choices: t.field({
      type: [BookingChoiceInput],
      required: true,
      description: 'One for each booking of the preview, at most 1000; of these at most 200 moves.',
    }),
    reason: t.string({
      description: 'For the citizens, 1 to 1000 characters; required when somebody is moved or cancelled.',
    }),
  }),
})

builder.queryField('previewPlanChange', (t) =>
  t.field({
    access: 'planner',
    type: PreviewPlanChangeResult,
    description: 'Planners: what a change of plan would do. Nothing is changed.',
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
      'Planners: changes the plan and does for every booking that it concerns what was chosen, all of it or nothing.',
    args: { input: t.arg({ type: ApplyPlanChangeInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      applyPlanChange(context.app, await caller(context), input, context.now),
  }),
)
