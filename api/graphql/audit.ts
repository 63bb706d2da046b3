import { badInput } from './core/bad-input.ts'
import { builder } from './core/builder.ts'
import { type AuditEntry as EntryShape, auditEntries, type AuditPage, auditStaff } from '../audit/entries.ts'
import { type AuditProblem as ProblemShape, type Verification, verifyAudit } from '../audit/verify.ts'
import { MAX_AUDIT_ENTRIES } from '../kernel/limits.ts'

const ActorKind = builder.enumType('AuditActorKind', {
  description: 'Kind of actor in the audit.',
  values: {
    CITIZEN: { description: 'A citizen: makes a booking or holds its manage link.' },
    STAFF: { description: 'A member of staff.' },
    SYSTEM: { description: 'The product itself, e.g. deletion after the retention period.' },
  } as const,
})

const AuditActor = builder.objectRef<{ key: string; name: string | null }>('AuditActor').implement({
  access: 'proven',
  description: 'Actor of an audit entry.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: '`citizen`, `system`, or `staff:` and an id; a value for the filter.',
    }),
    kind: t.field({
      type: ActorKind,
      description: 'Kind of actor.',
      resolve: ({ key }) => (key === 'citizen' ? 'CITIZEN' : key === 'system' ? 'SYSTEM' : 'STAFF'),
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'Name of a member of staff. Null for citizens, for the product, and for deleted accounts.',
    }),
  }),
})

const AuditEntry = builder.objectRef<EntryShape>('AuditEntry').implement({
  access: 'proven',
  description: 'Entry of the audit. Entries cannot be changed, not even by the product.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Ascending with time; may have gaps.' }),
    at: t.field({ type: 'DateTime', description: 'Instant of the action.', resolve: ({ at }) => at }),
    actor: t.field({
      type: AuditActor,
      description: 'Actor.',
      resolve: ({ actor, staffName }) => ({ key: actor, name: staffName }),
    }),
    action: t.exposeString('action', { description: 'Action as a stable code, e.g. `booking.cancelled`.' }),
    bookingId: t.exposeID('bookingId', { nullable: true, description: 'Id of the booking concerned.' }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'Reference of the booking; null without a booking, or after its deletion.',
    }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'Further data as a JSON object; never personal data of citizens.',
    }),
    position: t.exposeID('position', {
      nullable: true,
      description:
        'Position in the hash chain, from 1. Null until the entry is sealed, one or two seconds after it was written.',
    }),
  }),
})

const AuditEntryPage = builder.objectRef<AuditPage>('AuditEntryPage').implement({
  access: 'proven',
  description: 'Page of audit entries, the newest first.',
  fields: (t) => ({
    entries: t.field({
      type: [AuditEntry],
      description: 'Entries of the page, the newest first.',
      resolve: ({ entries }) => entries,
    }),
    endCursor: t.id({
      nullable: true,
      description: 'Cursor for `after` of the next page; null on the last page.',
      resolve: ({ entries, hasMore }) => (hasMore ? entries.at(-1)!.id : null),
    }),
  }),
})

const ProblemKind = builder.enumType('AuditProblemKind', {
  description: 'Kind of inconsistency in the audit.',
  values: {
    CHANGED: { description: 'An entry differs from its seal; also if two entries were exchanged.' },
    MISSING: { description: 'An entry was deleted.' },
    GAP: { description: 'A link of the chain was deleted or inserted.' },
    BACKDATED: { description: 'An entry was added later than its time says.' },
    UNSEALED: { description: 'An entry was not sealed in time.' },
    ANCHOR: { description: 'The chain does not contain the position and hash that were recorded outside.' },
  } as const,
})

const AuditProblem = builder.objectRef<ProblemShape>('AuditProblem').implement({
  access: 'proven',
  description: 'First inconsistency of the audit.',
  fields: (t) => ({
    kind: t.field({ type: ProblemKind, description: 'Kind of inconsistency.', resolve: ({ kind }) => kind }),
    position: t.id({
      nullable: true,
      description: 'Position in the chain.',
      resolve: ({ position }) => position?.toString() ?? null,
    }),
    entryId: t.id({
      nullable: true,
      description: 'Id of the entry; null if only its position is known.',
      resolve: ({ entryId }) => entryId?.toString() ?? null,
    }),
  }),
})

const AuditVerification = builder.objectRef<Verification>('AuditVerification').implement({
  access: 'proven',
  description: 'Result of verifying the whole audit.',
  fields: (t) => ({
    entries: t.exposeInt('entries', { description: 'Number of consistent sealed entries.' }),
    position: t.id({
      description: 'Position of the last consistent entry; 0 without any.',
      resolve: ({ head }) => head.position.toString(),
    }),
    hash: t.string({
      description:
        'Hash of that entry, SHA-256 in hexadecimal. Recorded outside the product, it proves later that the chain was not rewritten.',
      resolve: ({ head }) => head.hash,
    }),
    problem: t.field({
      type: AuditProblem,
      nullable: true,
      description: 'First inconsistency; null if there is none.',
      resolve: ({ problem }) => problem,
    }),
  }),
})

const AuditFilter = builder.inputType('AuditFilter', {
  description: 'Filter of audit entries; all conditions must hold.',
  fields: (t) => ({
    actor: t.string({
      description: '`citizen`, `system`, `staff` (any member of staff), or `staff:` and an id.',
    }),
    action: t.string({ description: 'Code of the action, exact match.' }),
    booking: t.string({ description: 'Reference of a booking, `1234-5678`, or its id.' }),
    from: t.field({ type: 'Date', description: "First day, in the office's time zone." }),
    to: t.field({ type: 'Date', description: 'Last day.' }),
  }),
})

builder.queryFields((t) => ({
  auditEntries: t.field({
    access: 'admin',
    type: AuditEntryPage,
    description: 'Admins: entries of the audit, the newest first.',
    args: {
      first: t.arg.int({
        defaultValue: 50,
        required: true,
        description: `Page size, 1 to ${MAX_AUDIT_ENTRIES}.`,
      }),
      after: t.arg.id({ description: '`endCursor` of the previous page.' }),
      filter: t.arg({ type: AuditFilter, description: 'All entries if omitted.' }),
    },
    resolve: (_root, args, { app }) => {
      if (args.first < 1 || args.first > MAX_AUDIT_ENTRIES)
        throw badInput(`first must be 1 to ${MAX_AUDIT_ENTRIES}.`)
      if (args.after != null && !/^\d{1,18}$/.test(args.after))
        throw badInput('after must be the cursor of a page.')
      return auditEntries(app, args)
    },
  }),
  auditStaff: t.field({
    access: 'admin',
    type: [AuditActor],
    description: 'Admins: members of staff as actors, by name, for the filter.',
    resolve: async (_root, _args, { app }) =>
      (await auditStaff(app)).map(({ id, name }) => ({ key: `staff:${id}`, name })),
  }),
  auditVerification: t.field({
    access: 'admin',
    type: AuditVerification,
    description: 'Admins: verifies the whole audit. Takes some seconds for a million entries.',
    resolve: (_root, _args, { app }) => verifyAudit(app.db),
  }),
}))
