import { builder } from './builder.ts'
import type { PlanOutdated } from '../../planning/outcome.ts'
import type {
  SlotTaken,
  InvalidInput,
  LimitReached,
  ChallengeRequired,
  Refused,
  FieldProblem,
  VersionConflict,
} from '../../kernel/outcome.ts'
import { Slot } from '../availability/slot.ts'
import type { EntryConflict } from '../../catalogue/editor/outcome.ts'
import type { PersonConflict } from '../../staff/people/outcome.ts'
import { localeArgument } from './locale.ts'
import { codeOf, fieldMessage, generalMessage, refusalMessage } from '../../kernel/messages.ts'

const ErrorCode = builder.enumType('ErrorCode', {
  description: 'What happened, for programs. Codes are stable; messages may change.',
  values: {
    INVALID_INPUT: { description: 'Something in the input is wrong; `fields` says what.' },
    NOT_FOUND: { description: 'There is nothing behind the token or id, for this caller.' },
    NOT_ALLOWED: {
      description: 'It exists, but this can not be done with it (any more), or not by this caller.',
    },
    SLOT_TAKEN: { description: 'The start can not be booked (any more).' },
    HOLD_EXPIRED: { description: 'The hold ran out.' },
    LIMIT_REACHED: { description: 'Too often in a short time, or a longer change is in progress.' },
    KEY_REUSED: { description: 'The idempotency key was used with another input.' },
    CHALLENGE_REQUIRED: { description: 'Solve the challenge and send the same again with the solution.' },
    VERSION_CONFLICT: { description: 'Somebody else has changed it in between.' },
  },
})

type AnyError =
  | SlotTaken
  | InvalidInput
  | LimitReached
  | ChallengeRequired
  | Refused
  | VersionConflict
  | EntryConflict
  | PersonConflict
  | PlanOutdated

/** What all errors have in common. */
export const ErrorInterface = builder.interfaceRef<AnyError>('Error').implement({
  description: 'An outcome that a caller can expect.',
  resolveType: (error) => error.type,
  fields: (t) => ({
    code: t.field({ type: ErrorCode, description: 'Stable, for programs.', resolve: codeFor }),
    message: t.string({
      description: 'For people.',
      args: localeArgument,
      resolve: (error, { locale }) => messageFor(error, locale),
    }),
  }),
})

export const FieldError = builder.objectRef<FieldProblem>('FieldError').implement({
  access: 'anyone',
  description: 'What is wrong with one field.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path below `input`, e.g. contact.email' }),
    message: t.string({
      description: 'For people.',
      args: localeArgument,
      resolve: ({ code, limit }, { locale }) => fieldMessage(code, limit, locale),
    }),
  }),
})

export const InvalidInputError = builder.objectRef<InvalidInput>('InvalidInputError').implement({
  access: 'anyone',
  description: 'The input can not be used; nothing was changed. All problems are named at once.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ fields: t.expose('fields', { type: [FieldError], description: 'Every problem.' }) }),
})

export const SlotTakenError = builder.objectRef<SlotTaken>('SlotTakenError').implement({
  access: 'anyone',
  description: 'The start can not be booked (any more); nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    alternatives: t.expose('alternatives', {
      type: [Slot],
      description: 'Starts of the same visit that are near, in order; empty when there are none.',
    }),
    bookingId: t.id({
      nullable: true,
      description: 'Where the office moves bookings: the one for which there is no place. Null elsewhere.',
      resolve: ({ bookingId }) => bookingId ?? null,
    }),
  }),
})

export const LimitReachedError = builder.objectRef<LimitReached>('LimitReachedError').implement({
  access: 'anyone',
  description: 'Too often in a short time, or a longer change is in progress; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it may be tried again; null when waiting does not help.',
    }),
  }),
})

export const ChallengeRequiredError = builder
  .objectRef<ChallengeRequired>('ChallengeRequiredError')
  .implement({
    access: 'anyone',
    description: 'The caller must first show a proof of work; nothing was changed.',
    interfaces: [ErrorInterface],
    fields: (t) => ({
      challenge: t.exposeString('challenge', {
        description:
          'To be solved as ALTCHA describes; the solution goes into `challenge` of the same input.',
      }),
    }),
  })

export const RefusedError = builder.objectRef<Refused>('RefusedError').implement({
  access: 'anyone',
  description:
    '`code` is NOT_FOUND, NOT_ALLOWED, HOLD_EXPIRED, KEY_REUSED or VERSION_CONFLICT; nothing was changed.',
  interfaces: [ErrorInterface],
})

const CODES = {
  InvalidInputError: 'INVALID_INPUT',
  SlotTakenError: 'SLOT_TAKEN',
  LimitReachedError: 'LIMIT_REACHED',
  ChallengeRequiredError: 'CHALLENGE_REQUIRED',
  VersionConflictError: 'VERSION_CONFLICT',
  EntryConflictError: 'VERSION_CONFLICT',
  PersonConflictError: 'VERSION_CONFLICT',
  PlanOutdatedError: 'VERSION_CONFLICT',
} as const
/** What has a code in common says different things. */
const MESSAGES = {
  ...CODES,
  EntryConflictError: 'ENTRY_CONFLICT',
  PersonConflictError: 'PERSON_CONFLICT',
  PlanOutdatedError: 'PLAN_OUTDATED',
} as const

const codeFor = (error: AnyError) =>
  error.type === 'RefusedError' ? codeOf(error.reason) : CODES[error.type]

function messageFor(error: AnyError, locale: string): string {
  if (error.type === 'RefusedError') return refusalMessage(error.reason, locale)
  if (error.type === 'LimitReachedError' && error.isBusy) return generalMessage('BUSY', locale)
  return generalMessage(MESSAGES[error.type], locale)
}
