import type { PushBrowser } from '../../support/browser/push-browser.ts'

/** All kinds of callers: without proof, with a link, as staff, with a key that was never issued. */
export const CALLERS = [
  'anonymous',
  'holder',
  'otherHolder',
  'clerk',
  'otherClerk',
  'planner',
  'editor',
  'admin',
  'strangeKey',
] as const
export type Caller = (typeof CALLERS)[number]

const EVERYBODY: readonly Caller[] = CALLERS
const STAFF: readonly Caller[] = ['clerk', 'otherClerk', 'planner', 'editor', 'admin']
const HOLDERS: readonly Caller[] = ['holder', 'otherHolder']
/** Clerks of the department of the booking, and admins. */
const ITS_CLERKS: readonly Caller[] = ['clerk', 'admin']
/** Clerks of any department, and admins. */
const CLERKS: readonly Caller[] = ['clerk', 'otherClerk', 'admin']
/** Editors of the department of the service, and admins. */
const EDITORS: readonly Caller[] = ['editor', 'admin']
/** Planners of the department of the booking, and admins. */
const ITS_PLANNERS: readonly Caller[] = ['planner', 'admin']

/** The booking in the arguments of a call. */
export interface Target {
  id: string
  reference: string
  startsAt: string
  /** Its local day. */
  day: string
  serviceId: string
  /** A document that is required for it. */
  documentId: string
  /** Another free start for the same visit. */
  anotherStart: string
  contact: { name: string; email: string; phone: string }
  /** A device for push messages about it; subscribed in cases with `subscribed`. */
  device: { endpoint: string } & PushBrowser['keys']
}

/** Values for the arguments of one call. */
export interface Call {
  target: Target
  caller: Caller
  /** Manage token: of the target for `holder`, of another booking for `otherHolder`, random for all others. */
  token: string
  /** Address and password of a member of staff. */
  account: { email: string; password: string }
  /** The current one-time password of the caller's app, if the caller is staff. */
  otp: string
  /** Id of the session of another member of staff. */
  session: string
  /** Id of another member of staff, new for each call. */
  colleague: string
}

/** The callers with access to a field of Query, Mutation or Subscription. */
export interface AccessCase {
  /** Arguments with which the field answers, if the caller is allowed to call it. */
  with(call: Call): Record<string, unknown>
  /** Callers that get an answer with content. */
  may: readonly Caller[]
  /** Callers whose answer contains the target. */
  sees?: readonly Caller[]
  /** The target is not booked yet, only held. */
  held?: true
  /** The colleague is disabled. */
  colleagueIsDisabled?: true
  /** A change of plan has closed the desk at the time of the target. */
  displaced?: true
  /** State of the caller's app for one-time passwords, if the caller is staff; no app when absent. */
  app?: 'begun' | 'confirmed'
  /** The device of the target is subscribed. */
  subscribed?: true
  /** There is a draft of DRAFTED, with version 1. */
  draft?: true
}

/** A referral that has a draft. */
export const DRAFTED = { kind: 'REFERRAL', id: 'fuehrerschein' } as const

const items = ({ target }: Call) => [{ serviceId: target.serviceId }]
const range = ({ target }: Call) => ({ from: target.day, to: target.day })
/** A closure of the target's day at all desks of its service. */
const closureOf = ({ target }: Call) => ({
  addClosures: [
    {
      deskIds: ['telefon-wohngeld-1', 'telefon-wohngeld-2'],
      ...{ kind: 'ABSENCE', reason: 'Fortbildung', firstDay: target.day, lastDay: target.day },
    },
  ],
})
/** Three weeks with free slots. */
const weeks = ({ target }: Call) => ({
  from: target.day,
  to: Temporal.PlainDate.from(target.day).add({ days: 20 }).toString(),
})
const open = (args: Record<string, unknown> = {}): AccessCase => ({ with: () => args, may: EVERYBODY })
const byToken = (input: (call: Call) => object = () => ({})): AccessCase => ({
  with: (call) => ({ input: { token: call.token, ...input(call) } }),
  may: HOLDERS,
  sees: ['holder'],
})
const ofDraft = (args: Record<string, unknown> = {}): AccessCase => ({
  with: () => ({ input: { ...DRAFTED, version: 1 }, ...args }),
  may: EDITORS,
  draft: true,
})
const ofColleague = { with: ({ colleague }: Call) => ({ id: colleague }), may: ['admin'] } as const
const rights = { name: 'Quirin Neu', roles: ['CLERK'], departmentIds: ['wohngeld'] }
const contact = { name: 'Quirin Fremd', email: 'quirin@fremd.example', phone: '03461 445300' }
const bookingInput = (call: Call) => ({ items: items(call), startsAt: call.target.anotherStart })

/**
 * The access rules, written from the office's point of view and not derived from the code. A new field of Query, Mutation
 * or Subscription needs its line here.
 */
export const ACCESS_CASES: Record<string, AccessCase> = {
  'Query.account': { with: () => ({}), may: STAFF },
  'Query.auditEntries': { with: () => ({}), may: ['admin'], sees: ['admin'] },
  'Query.auditStaff': { with: () => ({}), may: ['admin'] },
  'Query.auditVerification': { with: () => ({}), may: ['admin'] },
  'Query.availableDays': { with: (call) => ({ items: items(call), ...weeks(call) }), may: EVERYBODY },
  'Query.booking': { with: ({ token }) => ({ token }), may: HOLDERS, sees: ['holder'] },
  'Query.bookingById': { with: ({ target }) => ({ id: target.id }), may: ITS_CLERKS, sees: ITS_CLERKS },
  'Query.bookings': { with: range, may: ITS_CLERKS, sees: ITS_CLERKS },
  'Query.departments': { with: () => ({}), may: ['admin'] },
  'Query.catalogueEntries': { with: () => ({ kind: 'SERVICE' }), may: EDITORS },
  'Query.catalogueEntry': { with: () => ({ kind: 'SERVICE', id: 'wohngeld' }), may: EDITORS },
  'Query.editorChoices': { with: () => ({}), may: EDITORS },
  'Query.closures': { with: () => ({}), may: STAFF },
  'Query.deskHours': { with: range, may: CLERKS },
  'Query.deskPlans': { with: () => ({}), may: STAFF },
  'Query.desks': { with: () => ({}), may: CLERKS },
  'Query.displacedBookings': { with: () => ({}), may: ITS_CLERKS, sees: ITS_CLERKS, displaced: true },
  'Query.locales': open(),
  'Query.mailPreview': {
    with: ({ target }) => ({ input: { bookingId: target.id, reason: 'Wasserschaden' } }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Query.mailPreviews': {
    with: ({ target }) => ({ inputs: [{ bookingId: target.id, reason: 'Wasserschaden' }] }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Query.moveOptions': {
    with: ({ target }) => ({ bookingIds: [target.id] }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Query.missingTexts': { with: () => ({}), may: EDITORS },
  // A planner of one department must not close the whole office.
  'Query.mayCloseHouse': { with: () => ({}), may: ['admin'] },
  // A clerk books desks of the own departments only.
  'Query.nextOfficeSlots': { with: (call) => ({ items: items(call) }), may: ITS_CLERKS },
  'Query.nextSlots': { with: (call) => ({ items: items(call) }), may: EVERYBODY },
  'Query.office': open(),
  'Query.officeSlots': { with: (call) => ({ items: items(call), ...weeks(call) }), may: ITS_CLERKS },
  'Query.page': open({ id: 'impressum' }),
  'Query.people': { with: () => ({}), may: ['admin'] },
  'Query.person': ofColleague,
  'Query.planChanges': { with: () => ({}), may: ITS_PLANNERS },
  'Query.previewPlanChange': {
    with: (call) => ({ input: closureOf(call) }),
    may: ITS_PLANNERS,
    sees: ITS_PLANNERS,
  },
  'Query.pushKey': open(),
  'Query.referral': open({ id: 'fuehrerschein' }),
  'Query.referralPreview': { with: () => ({ id: 'fuehrerschein' }), may: EDITORS },
  'Query.referrals': open({ search: 'Führerschein' }),
  'Query.search': open({ text: 'Ausweis' }),
  'Query.service': open({ slug: 'personalausweis-beantragen' }),
  'Query.servicePreview': { with: () => ({ id: 'wohngeld' }), may: EDITORS },
  'Query.services': open({ search: 'Ausweis' }),
  'Query.signInWays': open(),
  'Query.slots': { with: (call) => ({ items: items(call), ...weeks(call) }), may: EVERYBODY },
  // The token is not one of a staff link.
  'Query.staffLink': { with: ({ token }) => ({ token }), may: [] },
  'Query.statistics': { with: range, may: ['planner', 'admin'] },
  'Query.topicPreview': { with: () => ({ id: 'ausweis-pass' }), may: EDITORS },
  'Query.topics': open(),
  'Query.viewer': { with: () => ({}), may: STAFF },
  'Query.visit': { with: (call) => ({ items: items(call) }), may: EVERYBODY },

  'Mutation.adoptPublished': ofDraft({ keep: [] }),
  // The response of the passkey is invalid.
  'Mutation.addPasskey': { with: () => ({ name: 'Telefon', response: '{}' }), may: [] },
  'Mutation.applyPlanChange': {
    with: (call) => ({ input: { change: closureOf(call), fingerprint: 'never seen', choices: [] } }),
    // The fingerprint is outdated: planners receive an error with the current preview.
    may: [],
    sees: ITS_PLANNERS,
  },
  'Mutation.beginAuthenticator': { with: ({ account }) => ({ password: account.password }), may: STAFF },
  'Mutation.beginPasskey': { with: ({ account }) => ({ password: account.password }), may: STAFF },
  'Mutation.beginPasskeySignIn': open(),
  // No provider is configured.
  'Mutation.beginProviderSignIn': { with: () => ({}), may: [] },
  'Mutation.book': {
    with: (call) => ({ input: { ...bookingInput(call), contact, consent: true } }),
    may: EVERYBODY,
  },
  'Mutation.bookForSomeone': {
    with: (call) => ({ input: { ...bookingInput(call), contact, channel: 'PHONE' } }),
    may: ITS_CLERKS,
  },
  'Mutation.cancelBooking': byToken(),
  'Mutation.cancelBookings': {
    with: ({ target }) => ({ input: { bookingIds: [target.id], reason: 'Wasserschaden' } }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Mutation.discardDraft': ofDraft(),
  'Mutation.moveTopic': { with: () => ({ id: 'ausweis-pass', up: false }), may: EDITORS },
  'Mutation.newEntry': { with: () => ({ input: { kind: 'TOPIC', title: 'Wandern' } }), may: EDITORS },
  'Mutation.publishDraft': ofDraft(),
  'Mutation.restoreRevision': ofDraft({ number: null }),
  'Mutation.retireEntry': {
    with: ({ caller }) => ({
      kind: 'REFERRAL',
      id: caller === 'admin' ? 'einbuergerung' : 'auslaenderbehoerde',
    }),
    may: EDITORS,
  },
  'Mutation.saveDraft': ofDraft({ content: { title: { de: 'Führerschein' } } }),
  'Mutation.changePassword': {
    with: ({ account: { password } }) => ({ input: { oldPassword: password, newPassword: password } }),
    may: STAFF,
  },
  'Mutation.changeStaff': {
    with: ({ colleague }) => ({ input: { id: colleague, version: 1, ...rights } }),
    may: ['admin'],
  },
  'Mutation.choosePassword': {
    with: ({ token, account }) => ({ token, password: account.password }),
    may: [],
  },
  'Mutation.confirmAuthenticator': { with: ({ otp }) => ({ otp }), may: STAFF, app: 'begun' },
  'Mutation.confirmBooking': {
    ...byToken(({ target, caller }) => ({
      contact: caller === 'holder' ? target.contact : contact,
      consent: true,
    })),
    held: true,
  },
  'Mutation.disableStaff': ofColleague,
  'Mutation.enableStaff': { ...ofColleague, colleagueIsDisabled: true },
  // The session belongs to none of the callers.
  'Mutation.endSession': { with: ({ session }) => ({ id: session }), may: [] },
  'Mutation.exportBookings': {
    with: ({ target }) => ({ input: { day: target.day } }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Mutation.extendHold': { ...byToken(), held: true },
  'Mutation.finishProviderSignIn': { with: () => ({ query: 'code=x&state=y' }), may: [] },
  'Mutation.holdSlot': { with: (call) => ({ input: bookingInput(call) }), may: EVERYBODY },
  'Mutation.inviteStaff': {
    with: () => ({ input: { ...rights, email: `${crypto.randomUUID()}@rathaus.example` } }),
    may: ['admin'],
  },
  'Mutation.moveBookings': {
    with: ({ target }) => ({
      input: { moves: [{ bookingId: target.id, version: 0, startsAt: target.anotherStart }] },
    }),
    // The version is outdated: clerks receive an error with the current booking.
    may: [],
    sees: ITS_CLERKS,
  },
  'Mutation.releaseHold': { ...byToken(), held: true },
  'Mutation.removeAuthenticator': { with: ({ account }) => ({ password: account.password }), may: STAFF },
  'Mutation.removePasskey': {
    with: ({ account, colleague }) => ({ id: colleague, password: account.password }),
    may: STAFF,
  },
  'Mutation.removeStaff': { ...ofColleague, colleagueIsDisabled: true },
  'Mutation.renewRecoveryCodes': {
    with: ({ account }) => ({ password: account.password }),
    may: STAFF,
    app: 'confirmed',
  },
  'Mutation.replaceDevice': {
    with: ({ target: { device }, caller }) => ({
      input: {
        endpoint: device.endpoint,
        // Only the device and the product know the secret.
        auth: caller === 'holder' ? device.auth : 'AAAAAAAAAAAAAAAAAAAAAA',
        device: { ...device, endpoint: `${device.endpoint}-new` },
      },
    }),
    may: ['holder'],
    subscribed: true,
  },
  'Mutation.requestPasswordLink': open({ email: 'niemand@rathaus.example' }),
  'Mutation.resetSecondFactor': ofColleague,
  'Mutation.resendConfirmation': {
    with: ({ target }) => ({ input: { bookingId: target.id } }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Mutation.rescheduleBooking': byToken(({ target }) => ({ startsAt: target.anotherStart })),
  'Mutation.sendFeedback': open({ input: { text: 'Die Tür ist schwer.', locale: 'de' } }),
  'Mutation.sendManageLink': {
    with: ({ target }) => ({ input: { reference: target.reference, email: contact.email } }),
    may: EVERYBODY,
    // The answer repeats the reference, whether it exists or not.
    sees: EVERYBODY,
  },
  'Mutation.sendStaffLink': ofColleague,
  'Mutation.signIn': { with: ({ account }) => ({ input: account }), may: EVERYBODY },
  'Mutation.signInWithPasskey': { with: () => ({ response: '{}' }), may: [] },
  'Mutation.signOut': { with: () => ({}), may: STAFF },
  'Mutation.signOutEverywhere': { with: () => ({}), may: STAFF },
  'Mutation.subscribeToPush': byToken(({ target }) => ({ device: target.device })),
  'Mutation.takeStep': {
    with: ({ target }) => ({ input: { bookingId: target.id, version: 0, step: 'CHECK_IN' } }),
    // The version is outdated: clerks receive an error with the current booking.
    may: [],
    sees: ITS_CLERKS,
  },
  'Mutation.tickDocument': {
    with: ({ target }) => ({
      input: { bookingId: target.id, documentId: target.documentId, seen: true },
    }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },
  'Mutation.unsubscribeFromPush': {
    ...byToken(({ target }) => ({ endpoint: target.device.endpoint })),
    subscribed: true,
  },
  'Mutation.writeRemark': {
    with: ({ target }) => ({ input: { bookingId: target.id, version: 1, remark: 'Rollstuhl' } }),
    may: ITS_CLERKS,
    sees: ITS_CLERKS,
  },

  'Subscription.bookingsChanged': { with: range, may: ITS_CLERKS, sees: ITS_CLERKS },
  'Subscription.slotsChanged': {
    with: (call) => ({ items: items(call), ...weeks(call) }),
    may: EVERYBODY,
  },
}

const BY_TOKEN = Object.keys(ACCESS_CASES).filter((name) => ACCESS_CASES[name]!.may === HOLDERS)
const ON_VISIT_DAY = [
  'Mutation.resendConfirmation',
  'Mutation.takeStep',
  'Mutation.tickDocument',
  'Mutation.writeRemark',
]
const OF_BOOKINGS = [
  ...BY_TOKEN,
  ...ON_VISIT_DAY,
  'Query.bookingById',
  // The answer contains the new booking.
  'Mutation.book',
  'Mutation.bookForSomeone',
  'Mutation.holdSlot',
  'Query.bookings',
  'Query.displacedBookings',
  'Query.moveOptions',
  'Mutation.cancelBookings',
  'Mutation.exportBookings',
  'Mutation.moveBookings',
  'Subscription.bookingsChanged',
]

const OF_PEOPLE = [
  'Mutation.inviteStaff',
  'Mutation.changeStaff',
  'Mutation.disableStaff',
  'Mutation.enableStaff',
  'Mutation.resetSecondFactor',
  'Mutation.sendStaffLink',
]
const WITH_ACCOUNT = ['Mutation.changePassword', 'Mutation.removeAuthenticator', 'Mutation.removePasskey']
const OF_ACCOUNTS = ['Query.account', 'Mutation.addPasskey', ...WITH_ACCOUNT]
const SIGNING_IN = ['Mutation.signIn', 'Mutation.signInWithPasskey', 'Mutation.finishProviderSignIn']

const OF_CHANGED_ENTRIES = [
  'Mutation.adoptPublished',
  'Mutation.discardDraft',
  'Mutation.moveTopic',
  'Mutation.newEntry',
  'Mutation.publishDraft',
  'Mutation.restoreRevision',
  'Mutation.retireEntry',
  'Mutation.saveDraft',
]
const OF_ENTRIES = [...OF_CHANGED_ENTRIES, 'Query.catalogueEntries', 'Query.catalogueEntry']
/** Root fields with the preview of a plan change. */
const OF_PREVIEWS = ['Query.previewPlanChange', 'Mutation.applyPlanChange']
const OF_PLAN_CHANGES = ['Query.planChanges', 'Mutation.applyPlanChange']
const OF_PLAN_PARTS = ['Query.planChanges', ...OF_PREVIEWS]

/** Types that are not public, each with the only root fields whose selection can reach them. */
export const REACHED_BY: Record<string, readonly string[]> = {
  AffectedBooking: OF_PREVIEWS,
  AppliedPlanChange: ['Mutation.applyPlanChange'],
  AuditActor: ['Query.auditEntries', 'Query.auditStaff'],
  AuditEntry: ['Query.auditEntries'],
  AuditEntryPage: ['Query.auditEntries'],
  AuditProblem: ['Query.auditVerification'],
  AuditVerification: ['Query.auditVerification'],
  Booking: OF_BOOKINGS,
  BookingAtDesk: OF_BOOKINGS,
  BookingEvent: OF_BOOKINGS,
  BookingMail: OF_BOOKINGS,
  CatalogueEntry: OF_ENTRIES,
  EditorChoices: ['Query.editorChoices'],
  EntryConflictError: OF_CHANGED_ENTRIES,
  EntryDraft: OF_ENTRIES,
  EntryRevision: OF_ENTRIES,
  FieldChange: OF_ENTRIES,
  MissingCount: OF_ENTRIES,
  UpdatedEntry: OF_CHANGED_ENTRIES,
  CheckedDocument: OF_BOOKINGS,
  ChangedClosure: OF_PLAN_PARTS,
  Contact: OF_BOOKINGS,
  Desk: [
    ...OF_BOOKINGS,
    ...['Query.closures', 'Query.deskPlans', 'Query.desks', 'Query.editorChoices', 'Query.planChanges'],
    ...OF_PREVIEWS,
  ],
  DeskPlan: ['Query.deskPlans'],
  DeskHours: ['Query.deskHours'],
  OpenHours: ['Query.deskHours'],
  ShutHours: ['Query.deskHours'],
  MailPreview: ['Query.mailPreview', 'Query.mailPreviews', ...OF_PREVIEWS],
  MoveOption: ['Query.moveOptions'],
  MoveProposal: ['Query.moveOptions', ...OF_PREVIEWS],
  OpeningHours: ['Query.deskPlans', ...OF_PLAN_PARTS],
  PlanChange: OF_PLAN_CHANGES,
  PlanChangePart: OF_PLAN_PARTS,
  PlannedClosure: ['Query.closures'],
  PlanOutdatedError: ['Mutation.applyPlanChange'],
  PlanPreview: OF_PREVIEWS,
  VersionConflictError: ['Mutation.moveBookings', 'Mutation.takeStep', 'Mutation.writeRemark'],
  VisitItem: OF_BOOKINGS,
  BookingsChange: ['Subscription.bookingsChanged'],
  ExportedBookings: ['Mutation.exportBookings'],
  MissingText: ['Query.missingTexts'],
  NewBooking: ['Mutation.book', 'Mutation.bookForSomeone'],
  ReplacedDevice: ['Mutation.replaceDevice'],
  ChannelCount: ['Query.statistics'],
  Statistics: ['Query.statistics'],
  StatisticsRow: ['Query.statistics'],
  SlotHold: ['Mutation.holdSlot'],
  AuthenticatorSetup: ['Mutation.beginAuthenticator'],
  NewRecoveryCodes: ['Mutation.confirmAuthenticator', 'Mutation.renewRecoveryCodes'],
  OpenSession: OF_ACCOUNTS,
  OwnAccount: OF_ACCOUNTS,
  Staff: ['Query.viewer', ...SIGNING_IN, ...OF_ACCOUNTS],
  StaffSession: SIGNING_IN,
  OwnPasskey: OF_ACCOUNTS,
  AddedPasskey: ['Mutation.addPasskey'],
  PasskeyOptions: ['Mutation.beginPasskey', 'Mutation.beginPasskeySignIn'],
  WayToProvider: ['Mutation.beginProviderSignIn'],
  Person: ['Query.people', 'Query.person', ...OF_PEOPLE],
  UpdatedPerson: OF_PEOPLE,
  PersonConflictError: ['Mutation.changeStaff'],
  RemovedPerson: ['Mutation.removeStaff'],
  StaffLink: ['Query.staffLink'],
  PasswordChosen: ['Mutation.choosePassword'],
  UpdatedBooking: [...BY_TOKEN.filter((name) => name !== 'Query.booking'), ...ON_VISIT_DAY],
  UpdatedAccount: WITH_ACCOUNT,
  UpdatedBookings: ['Mutation.cancelBookings', 'Mutation.moveBookings'],
}

/** Fields with a stricter rule than the root field above them, and the callers that get them. */
export const STRICTER_FIELDS: Record<string, readonly Caller[]> = {}

/** Types whose values are all public. */
export const PUBLIC = new Set([
  ...[
    'Accent',
    'Address',
    'Department',
    'Fee',
    'FeeSum',
    'Naming',
    'Office',
    'Page',
    'PageBlock',
    'PageLine',
  ],
  ...['PageSpan', 'Referral', 'RequiredDocument', 'SearchResult', 'Service', 'Topic'],
  ...['AvailableDay', 'DaySlots', 'Release', 'Slot', 'SlotsChange', 'Visit'],
  ...['ChallengeRequiredError', 'FieldError', 'InvalidInputError', 'LimitReachedError', 'RefusedError'],
  ...['SlotTakenError', 'FeedbackSent', 'LinkRequested', 'PasswordLinkRequested', 'SignInWays'],
])

/** Values for the required arguments of fields below a root field. */
export const ARGUMENTS: Record<string, string> = {
  'Booking.isPushedTo': 'endpoint: "https://fcm.googleapis.com/fcm/send/nobody"',
}
