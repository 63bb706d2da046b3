import type { Matrix } from './enforce.ts'
import { publicNames, referralFields, serviceFields, topicFields } from '../../catalogue/fields/index.ts'
import type { Rule } from '../../identity/rules.ts'

const under =
  <R extends Rule>(rule: R) =>
  <Name extends string>(...names: Name[]) =>
    Object.fromEntries(names.map((name) => [name, rule])) as Record<Name, R>

const anyone = under('anyone')
const proven = under('proven')
const enrolling = under('enrolling')
const signedIn = under('signedIn')
const clerk = under('clerk')
const editor = under('editor')
const planner = under('planner')
const admin = under('admin')

/**
 * Who may ask for which field of the API: all of it, in one place. A field that is missing here, or that is here and
 * nowhere else, stops the product from starting. What the rules mean stands in rules.ts.
 */
export const matrix = {
  // The three doors.
  Query: {
    ...anyone('availableDays', 'nextSlots', 'slots', 'visit'),
    ...anyone(
      'locales',
      'office',
      'page',
      'topics',
      'service',
      'services',
      'referral',
      'referrals',
      'search',
    ),
    ...anyone('pushKey'),
    // The manage token in the argument is the proof.
    ...anyone('booking'),
    // Null for everybody but staff, who see themselves.
    ...anyone('account', 'viewer'),
    ...clerk('bookings', 'bookingById', 'desks', 'deskHours'),
    ...clerk('officeSlots', 'nextOfficeSlots', 'moveOptions', 'mailPreview'),
    ...editor('missingTexts', 'catalogueEntries', 'catalogueEntry', 'editorChoices'),
    ...editor('referralPreview', 'servicePreview', 'topicPreview'),
    ...planner('statistics'),
    ...signedIn('closures', 'deskPlans'),
    ...clerk('displacedBookings'),
    ...planner('mayCloseHouse', 'planChanges', 'previewPlanChange'),
    ...admin('auditEntries', 'auditStaff', 'auditVerification'),
    ...admin('departments', 'people', 'person'),
    // The token from the mail in the argument is the proof.
    ...anyone('staffLink'),
    ...anyone('signInWays'),
  },
  Mutation: {
    ...anyone('book', 'holdSlot', 'sendFeedback', 'sendManageLink'),
    // The manage token, or the secret of a device, in the input is the proof.
    ...anyone('cancelBooking', 'confirmBooking', 'extendHold', 'releaseHold', 'rescheduleBooking'),
    ...anyone('replaceDevice', 'subscribeToPush', 'unsubscribeFromPush'),
    ...anyone('signIn', 'signOut'),
    ...anyone('beginPasskeySignIn', 'beginProviderSignIn', 'finishProviderSignIn', 'signInWithPasskey'),
    // Asking is free, and tells nothing; the token from the mail is the proof.
    ...anyone('choosePassword', 'requestPasswordLink'),
    ...admin('inviteStaff', 'changeStaff', 'disableStaff', 'enableStaff', 'removeStaff'),
    ...admin('resetSecondFactor', 'sendStaffLink'),
    ...clerk('bookForSomeone', 'cancelBookings', 'moveBookings'),
    ...editor('newEntry', 'saveDraft', 'discardDraft', 'publishDraft', 'adoptPublished'),
    ...editor('moveTopic', 'restoreRevision', 'retireEntry'),
    ...planner('applyPlanChange'),
    ...clerk('exportBookings', 'resendConfirmation', 'takeStep', 'tickDocument', 'writeRemark'),
    // One's own account; until there is the second factor that is asked for, this and no more.
    ...enrolling('beginAuthenticator', 'confirmAuthenticator', 'changePassword'),
    ...enrolling('addPasskey', 'beginPasskey'),
    ...enrolling('endSession', 'signOutEverywhere'),
    ...signedIn('removeAuthenticator', 'removePasskey', 'renewRecoveryCodes'),
  },
  Subscription: {
    ...anyone('slotsChanged'),
    ...clerk('bookingsChanged'),
  },

  // The catalogue and the office.
  Accent: anyone('base', 'hue', 'onDark', 'onLight'),
  Address: anyone('accessible', 'building', 'city', 'postalCode', 'room', 'street'),
  Department: anyone('address', 'email', 'id', 'name', 'parentOffice', 'phone', 'phoneDisplay'),
  Fee: anyone('amountCents', 'amountMaxCents', 'condition', 'currency', 'label'),
  FeeSum: anyone('cents', 'certainty', 'currency'),
  MissingText: proven('entity', 'field', 'id', 'locale', 'title'),
  Naming: anyone('locale', 'synonyms', 'title'),
  Office: {
    ...anyone('accent', 'city', 'name', 'signLanguageVideo', 'skyline', 'website'),
    ...anyone('address', 'email', 'phone', 'phoneDisplay'),
    ...anyone('horizonDays', 'leadMinutes', 'locales', 'timeZone'),
  },
  Page: anyone('blocks', 'id', 'locale', 'title'),
  PageBlock: anyone('kind', 'lines'),
  PageLine: anyone('spans'),
  PageSpan: anyone('strong', 'text', 'url'),
  Referral: anyone(...publicNames(referralFields), 'id', 'names'),
  RequiredDocument: anyone('detail', 'requiredWhen', 'title'),
  SearchResult: anyone('entries', 'near'),
  Service: {
    ...anyone(...publicNames(serviceFields), 'id', 'leikaKey', 'names'),
    ...anyone('combinable', 'department', 'documents', 'fees', 'mode', 'topics'),
    ...anyone('onlineAlternative', 'onlineAlternativeUrl', 'otherWays'),
  },
  Topic: anyone(...publicNames(topicFields), 'id', 'services'),

  // The catalogue as its editors see it.
  CatalogueEntry: {
    ...proven('content', 'draft', 'id', 'kind', 'missing', 'problems', 'revisions', 'state', 'title'),
    ...proven('clashes', 'overtaken', 'overtakenBy', 'unpublished'),
  },
  EditorChoices: editor('departments', 'desks'),
  EntryConflictError: editor('changes', 'code', 'entry', 'message'),
  EntryDraft: proven('changedAt', 'changedBy', 'version'),
  EntryRevision: proven('at', 'author', 'changes', 'number', 'offered'),
  FieldChange: proven('after', 'before', 'path'),
  MissingCount: proven('count', 'locale'),
  UpdatedEntry: editor('entry'),

  // What is free.
  AvailableDay: anyone('date', 'firstStart', 'free'),
  DaySlots: anyone('date', 'slots'),
  Release: anyone('date', 'opensAt'),
  Slot: anyone('endsAt', 'free', 'startsAt'),
  SlotsChange: anyone('days'),
  Visit: {
    ...anyone(
      'addableServices',
      'atOneDesk',
      'documents',
      'durationMinutes',
      'fees',
      'nextRelease',
      'services',
    ),
  },

  // A booking: its token leads to it, or the list of staff who may work with it.
  Booking: {
    ...proven('id', 'reference', 'status', 'version', 'channel', 'mode', 'startsAt', 'endsAt'),
    ...proven('contact', 'department', 'documents', 'icalendar', 'items', 'place'),
    ...proven('canCancel', 'canReschedule', 'cancellationReason', 'cancelledBy', 'holdExpiresAt'),
    ...proven('isPushedTo'),
    // Null for everybody but clerks of the department.
    ...proven('atDesk'),
  },
  BookingAtDesk: {
    ...proven('arrivedAt', 'callAttempts', 'calledAt', 'completedAt', 'desk', 'steps', 'tryAgainAt'),
    ...proven('displaced'),
    ...proven('citizenRemark', 'documents', 'history', 'mails', 'remark'),
  },
  BookingEvent: proven('action', 'actor', 'at', 'staffName'),
  BookingMail: proven('at', 'failure', 'id', 'kind', 'state'),
  BookingsChange: clerk('bookings'),
  MailPreview: proven('hasRecipient', 'locale', 'subject', 'text'),
  CheckedDocument: proven('id', 'requiredWhen', 'seen', 'title'),
  Contact: proven('email', 'name', 'phone', 'phoneDisplay'),
  NewBooking: proven('booking', 'token'),
  SlotHold: proven('booking', 'expiresAt', 'token'),
  UpdatedBooking: proven('booking'),
  ExportedBookings: clerk('bookings'),
  UpdatedBookings: clerk('bookings'),
  VisitItem: proven('persons', 'service'),

  // People of the office. A session that this very answer opens is the proof.
  Staff: proven('email', 'id', 'name', 'roles'),
  StaffSession: proven('staff'),
  OwnAccount: {
    ...enrolling('authenticatorSince', 'mustEnrol', 'recoveryCodesLeft', 'sessions', 'staff'),
    ...enrolling('passkeys', 'providerSignOutUrl'),
  },
  OpenSession: enrolling('current', 'device', 'id', 'lastSeenAt', 'since'),
  OwnPasskey: enrolling('id', 'lastUsedAt', 'name', 'since'),
  UpdatedAccount: enrolling('account'),
  AddedPasskey: enrolling('account', 'codes'),
  PasskeyOptions: proven('options'),
  SignInWays: anyone('here', 'provider'),
  WayToProvider: proven('url'),
  AuthenticatorSetup: proven('secret', 'uri'),
  NewRecoveryCodes: proven('codes'),

  Person: {
    ...admin('departments', 'email', 'id', 'name', 'roles', 'state'),
    ...admin(
      'fromProvider',
      'hasAuthenticator',
      'lastSignedInAt',
      'linkExpiresAt',
      'passkeyCount',
      'version',
    ),
  },
  UpdatedPerson: admin('person'),
  PersonConflictError: admin('code', 'message', 'person'),
  RemovedPerson: admin('name'),
  StaffLink: proven('email', 'expiresAt', 'invites', 'name'),
  PasswordChosen: proven('email'),
  PasswordLinkRequested: anyone('email'),

  // Where people of the office work.
  Desk: proven('department', 'id', 'mode', 'name'),
  DeskHours: proven('date', 'deskId', 'open', 'shut'),
  OpenHours: proven('endsAt', 'startsAt'),
  ShutHours: proven('endsAt', 'reason', 'startsAt'),

  // What is planned, and what a change of it does.
  AffectedBooking: {
    ...proven('desk', 'endsAt', 'hasEmail', 'id', 'name', 'reference', 'services', 'startsAt', 'status'),
    ...proven('mail', 'proposals'),
  },
  AppliedPlanChange: planner('change'),
  ChangedClosure: proven('endsAt', 'kind', 'reason', 'startsAt'),
  DeskPlan: proven('desk', 'locationId', 'locationName', 'openings'),
  MoveOption: proven('booking', 'proposals'),
  MoveProposal: proven('desk', 'startsAt'),
  OpeningHours: proven('from', 'id', 'reserved', 'until', 'validFrom', 'validUntil', 'weekday'),
  PlanChange: {
    ...proven('at', 'canUndo', 'id', 'isUndo', 'isUndone', 'parts', 'staffName'),
    ...proven('cancelled', 'flagged', 'moved', 'slotsGained', 'slotsLost'),
  },
  PlanChangePart: proven('closure', 'desks', 'hours', 'kind'),
  PlannedClosure: proven('desks', 'endsAt', 'id', 'isOwn', 'kind', 'reason', 'startsAt'),
  PlanPreview: proven('bookings', 'fingerprint', 'healed', 'parts', 'slotsGained', 'slotsLost'),

  // The audit.
  AuditActor: proven('key', 'kind', 'name'),
  AuditEntry: proven('id', 'at', 'actor', 'action', 'bookingId', 'reference', 'detail', 'position'),
  AuditEntryPage: proven('endCursor', 'entries'),
  AuditProblem: proven('entryId', 'kind', 'position'),
  AuditVerification: proven('entries', 'hash', 'position', 'problem'),

  // Statistics.
  ChannelCount: proven('channel', 'count'),
  Statistics: proven('days', 'desks', 'services', 'total'),
  StatisticsRow: {
    ...proven('booked', 'cancelledByCitizen', 'cancelledByOffice', 'completed', 'noShows', 'channels'),
    ...proven('bookedMinutes', 'openedMinutes', 'key', 'name'),
    ...proven('leadMedian', 'leadMost', 'waitMedian', 'waitMost'),
  },

  // Outcomes.
  ChallengeRequiredError: anyone('challenge', 'code', 'message'),
  FeedbackSent: anyone('answerable'),
  FieldError: anyone('field', 'message'),
  InvalidInputError: anyone('code', 'fields', 'message'),
  LimitReachedError: anyone('code', 'message', 'retryAt'),
  LinkRequested: anyone('reference'),
  RefusedError: anyone('code', 'message'),
  ReplacedDevice: proven('bookings'),
  SlotTakenError: anyone('alternatives', 'bookingId', 'code', 'message'),
  PlanOutdatedError: planner('bookingIds', 'code', 'message', 'preview'),
  VersionConflictError: proven('booking', 'code', 'expectedVersion', 'message'),
} satisfies Matrix
