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
  description: 'Error code for programs. Codes are stable; messages may change.',
  values: {
    INVALID_INPUT: { description: 'The input is invalid; see `fields`.' },
    NOT_FOUND: { description: 'The token or id does not exist for this caller.' },
    NOT_ALLOWED: {
      description: 'The object exists, but its state or the access rules do not allow this.',
    },
    SLOT_TAKEN: { description: 'The start cannot be booked, or no longer.' },
    HOLD_EXPIRED: { description: 'The hold has expired.' },
    LIMIT_REACHED: { description: 'Rate limit exceeded, or a longer change is in progress.' },
    KEY_REUSED: { description: 'The idempotency key was used with a different input.' },
    CHALLENGE_REQUIRED: {
      description: 'A proof of work is required: send the same input with the solution of the challenge.',
    },
    VERSION_CONFLICT: { description: 'The object was changed in the meantime.' },
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

/** Fields that all errors have in common. */
export const ErrorInterface = builder.interfaceRef<AnyError>('Error').implement({
  description: 'Expected error, as a result type.',
  resolveType: (error) => error.type,
  fields: (t) => ({
    code: t.field({ type: ErrorCode, description: 'Stable code for programs.', resolve: codeFor }),
    message: t.string({
      description: 'Message for people.',
      args: localeArgument,
      resolve: (error, { locale }) => messageFor(error, locale),
    }),
  }),
})

export const FieldError = builder.objectRef<FieldProblem>('FieldError').implement({
  access: 'anyone',
  description: 'Problem of one input field.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Path below `input`, e.g. contact.email' }),
    message: t.string({
      description: 'Message for people.',
      args: localeArgument,
      resolve: ({ code, limit }, { locale }) => fieldMessage(code, limit, locale),
    }),
  }),
})

export const InvalidInputError = builder.objectRef<InvalidInput>('InvalidInputError').implement({
  access: 'anyone',
  description: 'The input is invalid; nothing was changed. Lists all problems.',
  interfaces: [ErrorInterface],
  fields: (t) => ({ fields: t.expose('fields', { type: [FieldError], description: 'All problems.' }) }),
})

export const SlotTakenError = builder.objectRef<SlotTaken>('SlotTakenError').implement({
  access: 'anyone',
  description: 'The start cannot be booked, or no longer; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    alternatives: t.expose('alternatives', {
      type: [Slot],
      description: 'Nearby bookable starts of the same visit, in order; may be empty.',
    }),
    bookingId: t.id({
      nullable: true,
      description: 'In `moveBookings`: the booking that cannot be moved. Null elsewhere.',
      resolve: ({ bookingId }) => bookingId ?? null,
    }),
  }),
})

export const LimitReachedError = builder.objectRef<LimitReached>('LimitReachedError').implement({
  access: 'anyone',
  description: 'Rate limit exceeded, or a longer change is in progress; nothing was changed.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Earliest instant of the next attempt; null if waiting does not help.',
    }),
  }),
})

export const ChallengeRequiredError = builder
  .objectRef<ChallengeRequired>('ChallengeRequiredError')
  .implement({
    access: 'anyone',
    description: 'A proof of work is required; nothing was changed.',
    interfaces: [ErrorInterface],
    fields: (t) => ({
      challenge: t.exposeString('challenge', {
        description: 'ALTCHA challenge; send its solution in `challenge` of the same input.',
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
/** Errors with the same code have different messages. */
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
