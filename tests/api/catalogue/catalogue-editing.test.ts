import { beforeAll, describe, expect, test } from 'vitest'
import { importCatalogue } from '../../../api/catalogue/import/import-catalogue.ts'
import { readCatalogue } from '../../../api/catalogue/import/read-catalogue.ts'
import { testApp } from '../../support/app.ts'
import { now } from '../../support/clock.ts'
import { citizen } from '../../support/citizen.ts'
import { merseburg } from '../../unit/catalogue/broken-copy.ts'
import { newStaff, signIn } from '../staff/staff-fixtures.ts'

const product = await testApp()
const { app, ask } = product
const { book, nextSlots } = citizen(product)

const caller = async (roles: string[], departmentId?: string) => {
  const { email } = await newStaff(product, { roles, departmentId })
  return { headers: (await signIn(product, email)).headers }
}
let editor: Awaited<ReturnType<typeof caller>>
let admin: typeof editor
beforeAll(async () => {
  editor = await caller(['editor'])
  admin = await caller(['admin'])
})

const ENTRY = `kind id title(locale: "de") state content missing { locale count } draft { version changedBy }
  problems { field message(locale: "de") } unpublished { path before after } overtaken clashes overtakenBy { path before after }
  revisions { number author offered changes { path before after } }`
const entry = async (id: string, kind = 'SERVICE', as = editor) =>
  (
    await ask(
      `query ($kind: EntryKind!, $id: ID!) { catalogueEntry(kind: $kind, id: $id) { ${ENTRY} } }`,
      { kind, id },
      as,
    )
  ).catalogueEntry

const OUTCOME = `__typename
  ... on UpdatedEntry { entry { ${ENTRY} } }
  ... on Error { code message(locale: "de") }
  ... on InvalidInputError { fields { field message(locale: "de") } }
  ... on EntryConflictError { changes { path before after } entry { draft { version } } }`
async function change(mutation: string, declared: string, passed: string, variables: object, as = editor) {
  const answer = await ask(`mutation (${declared}) { ${mutation}(${passed}) { ${OUTCOME} } }`, variables, as)
  return answer[mutation]
}
const of =
  (name: string) =>
  (input: object, as = editor) =>
    change(name, '$input: EntryInput!', 'input: $input', { input }, as)
const publish = of('publishDraft')
const discard = of('discardDraft')
const save = (input: object, content: object, as = editor) =>
  change(
    'saveDraft',
    '$input: EntryInput!, $content: EntryContent!',
    'input: $input, content: $content',
    { input, content },
    as,
  )
const restore = (input: object, number: number | null) =>
  change('restoreRevision', '$input: EntryInput!, $number: Int', 'input: $input, number: $number', {
    input,
    number,
  })
const adopt = (input: object, keep: string[]) =>
  change('adoptPublished', '$input: EntryInput!, $keep: [String!]!', 'input: $input, keep: $keep', {
    input,
    keep,
  })
const retire = (kind: string, id: string, as = editor) =>
  change('retireEntry', '$kind: EntryKind!, $id: ID!', 'kind: $kind, id: $id', { kind, id }, as)
const createEntry = (input: object, as = editor) =>
  change('newEntry', '$input: NewEntryInput!', 'input: $input', { input }, as)

const wohngeld = (version = 0) => ({ kind: 'SERVICE', id: 'wohngeld', version })
const shownTitle = async (slug = 'wohngeld', locale = 'de') =>
  (
    await ask(
      'query ($slug: String!, $locale: Locale!) { service(slug: $slug) { title(locale: $locale) } }',
      { slug, locale },
    )
  ).service?.title

/** Saves a change of the title, and publishes it. */
async function publishTitle(title: string, as = editor) {
  const { content, draft } = await entry('wohngeld', 'SERVICE', as)
  const version = draft?.version ?? 0
  const saved = await save(wohngeld(version), { ...content, title: { ...content.title, de: title } }, as)
  return publish(wohngeld(saved.entry.draft.version), as)
}

describe('a draft', () => {
  test('can be read and saved only by editors of the department and admins', async () => {
    const { content } = await entry('wohngeld')
    expect(content).toMatchObject({
      title: { de: expect.stringContaining('Wohngeld') },
      departmentId: 'wohngeld',
    })
    const otherEditor = await caller(['editor'], 'standesamt')
    expect(await entry('wohngeld', 'SERVICE', otherEditor)).toBeNull()
    expect(await save(wohngeld(), content, otherEditor)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await entry('wohngeld', 'SERVICE', admin)).toMatchObject({ state: 'PUBLISHED', draft: null })
    const clerk = await caller(['clerk'])
    expect(await save(wohngeld(), content, clerk)).toMatchObject({
      __typename: 'RefusedError',
      code: 'NOT_ALLOWED',
    })
    const moved = await save(wohngeld(), { ...content, departmentId: 'standesamt' })
    expect(moved).toMatchObject({ fields: [{ field: 'departmentId' }] })
  })

  test('is not visible to citizens, and shown by servicePreview to editors', async () => {
    const before = await shownTitle()
    const { content } = await entry('wohngeld')
    const title = { ...content.title, de: 'Wohngeld, ganz neu' }
    const documents = [{ title: { de: 'Einkommensnachweis' }, detail: null, condition: null }]
    const saved = await save(wohngeld(), { ...content, title, documents })
    expect(saved.entry).toMatchObject({ state: 'CHANGED', draft: { version: 1 }, problems: [] })
    expect(
      saved.entry.missing.find(({ locale }: { locale: string }) => locale === 'en').count,
    ).toBeGreaterThan(0)
    expect(saved.entry.unpublished).toContainEqual({ path: 'title.de', before, after: 'Wohngeld, ganz neu' })
    expect(await shownTitle()).toBe(before)
    const preview = `{ servicePreview(id: "wohngeld") { title(locale: "de") department { id } topics { id }
      documents(locale: "en") { title } fees(locale: "de") { label } } }`
    const { servicePreview } = await ask(preview, {}, editor)
    expect(servicePreview).toMatchObject({
      title: 'Wohngeld, ganz neu',
      documents: [{ title: 'Einkommensnachweis' }],
    })
    await expect(ask(preview)).rejects.toThrow('UNAUTHENTICATED')
    const discarded = await discard(wohngeld(1))
    expect(discarded.entry).toMatchObject({ state: 'PUBLISHED', draft: null })
  })

  test('can be saved with invalid fields, which are listed and prevent publishing', async () => {
    const { content } = await entry('wohngeld')
    const wrong = {
      ...content,
      title: { en: 'Housing benefit' },
      durationMinutes: 'zwanzig',
      maxPersons: 0,
      fees: [
        { label: { de: 'Gebühr' }, amountCents: 500, amountMaxCents: 100, currency: 'EUR', condition: null },
      ],
      onlineAlternative: { available: true, url: 'rathaus.example', text: { de: 'Online' } },
    }
    const { entry: saved } = await save(wohngeld(), wrong)
    expect(saved.content.durationMinutes).toBe('zwanzig')
    const fields = saved.problems.map(({ field }: { field: string }) => field)
    expect(fields.toSorted()).toEqual([
      'durationMinutes',
      'fees.0.amountMaxCents',
      'maxPersons',
      'onlineAlternative.url',
      'title.de',
    ])
    expect(saved.problems).toContainEqual({ field: 'maxPersons', message: 'Geben Sie mindestens 1 an.' })
    expect(await publish(wohngeld(1))).toMatchObject({ code: 'INVALID_INPUT' })
    const long = { ...content, durationMinutes: 480, deskIds: ['platz-1'], topicIds: ['mond'] }
    const { entry: later } = await save(wohngeld(1), long)
    expect(later.problems.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'deskIds',
      'deskIds',
      'topicIds.0',
    ])
    await discard(wohngeld(2))
  })

  test('saved before a field was added has the default of this field, and no change in it', async () => {
    const { content } = await entry('wohngeld')
    const title = { ...content.title, de: 'Wohngeld, älter als ein Feld' }
    await save(wohngeld(), { ...content, title })
    await app.db.pool.query(
      `UPDATE entry_draft SET content = content - 'walkInPossible', base = base - 'walkInPossible'`,
    )
    const older = await entry('wohngeld')
    expect(older).toMatchObject({ overtaken: false, content: { walkInPossible: false } })
    expect(older.unpublished.map(({ path }: { path: string }) => path)).toEqual(['title.de'])
    await discard(wohngeld(1))
  })
})

describe('publishDraft', () => {
  test('makes the draft visible to citizens and notifies the change feed, but does not change bookings', async () => {
    const items = [{ serviceId: 'wohngeld' }]
    const [slot] = await nextSlots(items, 1)
    const contact = { name: 'Erika Beispiel', email: 'erika@example.org', phone: '03461 445300' }
    const { booking } = await book({ items, startsAt: slot!.startsAt, contact })
    const { content } = await entry('wohngeld')
    const notified = new Promise<void>((resolve) => app.events.on('catalogue', () => resolve()))
    const saved = await save(wohngeld(), { ...content, durationMinutes: 55, title: { de: 'Wohngeld heute' } })
    const { entry: published } = await publish(wohngeld(saved.entry.draft.version))
    await notified
    expect(published).toMatchObject({ state: 'PUBLISHED', draft: null, unpublished: [] })
    const { services } = await ask('{ services { id title(locale: "en") durationMinutes } }')
    expect(services).toContainEqual({ id: 'wohngeld', title: 'Wohngeld heute', durationMinutes: 55 })
    const { search } = await ask('{ search(text: "Wohngeld heute") { entries { ... on Service { id } } } }')
    expect(search.entries[0]).toEqual({ id: 'wohngeld' })
    const stored = await app.db.prisma.booking.findUniqueOrThrow({ where: { id: booking!.id } })
    expect(stored.endsAt.toISOString()).toBe(new Date(slot!.endsAt).toISOString())
    const audited = await app.db.prisma.auditEntry.findFirst({ where: { action: 'catalogue.published' } })
    expect(audited).toMatchObject({ detail: { kind: 'SERVICE', id: 'wohngeld', revision: 2 } })
  })

  test('adds a revision, and restoreRevision makes an older one the draft', async () => {
    await publishTitle('Wohngeld morgen')
    const { revisions } = await entry('wohngeld')
    expect(revisions.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1])
    expect(revisions[0]).toMatchObject({
      author: expect.stringMatching(/^Person/),
      changes: [{ path: 'title.de', before: 'Wohngeld heute', after: 'Wohngeld morgen' }],
    })
    expect(revisions[2]).toMatchObject({ author: null, changes: [] })
    const { entry: draft } = await restore(wohngeld(), 1)
    expect(draft).toMatchObject({ state: 'CHANGED', content: { durationMinutes: 30 } })
    expect(await shownTitle()).toBe('Wohngeld morgen')
    await publish(wohngeld(1))
    expect(await shownTitle()).toMatch(/^Wohngeld(?! morgen)/)
    expect((await entry('wohngeld')).revisions).toHaveLength(4)
  })

  test('and saveDraft refuse a draft that another editor has saved since', async () => {
    const { content } = await entry('wohngeld')
    await save(wohngeld(), { ...content, popular: !content.popular })
    const mine = { ...content, summary: { ...content.summary, de: 'Meine Fassung' } }
    const conflict = await save(wohngeld(), mine, admin)
    expect(conflict).toMatchObject({ code: 'VERSION_CONFLICT', entry: { draft: { version: 1 } } })
    expect(conflict.changes.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'popular',
      'summary.de',
    ])
    expect(await publish(wohngeld(0), admin)).toMatchObject({ code: 'VERSION_CONFLICT' })
    expect(await save(wohngeld(1), mine, admin)).toMatchObject({ entry: { draft: { version: 2 } } })
    await discard(wohngeld(2))
  })

  test('refuses a draft with an outdated base; adoptPublished merges the published entry, field by field', async () => {
    const { content } = await entry('wohngeld')
    await save(wohngeld(), {
      ...content,
      summary: { ...content.summary, de: 'Aus dem Entwurf' },
      title: { ...content.title, de: 'Titel aus dem Entwurf' },
    })
    await app.db.pool.query(
      `UPDATE service SET title = title || '{"de":"Anderswo geändert","en":"Changed elsewhere"}' WHERE id = 'wohngeld'`,
    )
    expect(await publish(wohngeld(1))).toMatchObject({ code: 'VERSION_CONFLICT' })
    expect(await entry('wohngeld')).toMatchObject({ overtaken: true, clashes: ['title.de'] })
    const { entry: adopted } = await adopt(wohngeld(1), ['title.de'])
    expect(adopted).toMatchObject({
      overtaken: false,
      content: {
        title: { de: 'Titel aus dem Entwurf', en: 'Changed elsewhere' },
        summary: { de: 'Aus dem Entwurf' },
      },
    })
    const { entry: adoptedAgain } = await adopt(wohngeld(2), [])
    expect(adoptedAgain.content.title.de).toBe('Titel aus dem Entwurf')
    expect((await publish(wohngeld(3))).entry).toMatchObject({ state: 'PUBLISHED' })
  })
})

describe('entries', () => {
  test('are created empty or as a copy, published, retired and restored', async () => {
    const { entry: fresh } = await createEntry({
      kind: 'SERVICE',
      title: 'Wohngeld für Ärzte',
      copyOf: 'wohngeld',
    })
    expect(fresh).toMatchObject({ id: 'wohngeld-fuer-aerzte', state: 'NEW', problems: [] })
    const input = { kind: 'SERVICE', id: fresh.id, version: 1 }
    expect(await shownTitle(fresh.id)).toBeUndefined()
    await publish(input)
    expect(await shownTitle(fresh.id)).toBe('Wohngeld für Ärzte')
    const [slot] = await nextSlots([{ serviceId: fresh.id }], 1)
    expect(slot).toBeDefined()
    expect(await retire('SERVICE', fresh.id)).toMatchObject({ entry: { state: 'RETIRED' } })
    expect(await shownTitle(fresh.id)).toBeUndefined()
    const { entry: back } = await restore({ ...input, version: 0 }, null)
    expect(back).toMatchObject({ state: 'RETIRED', draft: { version: 1 }, problems: [] })
    await publish(input)
    expect(await shownTitle(fresh.id)).toBe('Wohngeld für Ärzte')
    const { entry: empty } = await createEntry({ kind: 'SERVICE', title: 'Wohngeld für Ärzte', copyOf: null })
    expect(empty).toMatchObject({ id: 'wohngeld-fuer-aerzte-2', state: 'NEW' })
    expect(empty.problems.length).toBeGreaterThan(3)
    expect(await discard({ ...input, id: empty.id })).toMatchObject({ entry: null })
    expect(await createEntry({ kind: 'TOPIC', title: ' ', copyOf: null })).toMatchObject({
      fields: [{ field: 'title' }],
    })
  })

  test('of kind topic can add services and be reordered, but not remove the only topic of a service', async () => {
    const topic = { kind: 'TOPIC', id: 'ausweis-pass', version: 0 }
    const { content } = await entry(topic.id, 'TOPIC', admin)
    const moreServiceIds = [...content.serviceIds, 'wohngeld'].toSorted()
    await save(topic, { ...content, serviceIds: moreServiceIds }, admin)
    expect(await publish({ ...topic, version: 1 })).toMatchObject({ __typename: 'UpdatedEntry' })
    const { service } = await ask('{ service(slug: "wohngeld") { topics { id } } }')
    expect(service.topics).toContainEqual({ id: 'ausweis-pass' })
    expect((await entry('wohngeld')).revisions[0].changes[0]).toMatchObject({ path: 'topicIds' })
    await save(topic, { ...content, serviceIds: [] }, admin)
    const refused = await publish({ ...topic, version: 1 }, admin)
    expect(refused.fields.map(({ field }: { field: string }) => field)).toEqual(['serviceIds'])
    await discard({ ...topic, version: 1 }, admin)
    expect(await retire('TOPIC', topic.id, admin)).toMatchObject({ code: 'NOT_ALLOWED' })
    const order = async () => (await ask('{ topics { id } }')).topics.map(({ id }: { id: string }) => id)
    const [first, second, ...rest] = await order()
    await change('moveTopic', '$id: ID!, $up: Boolean!', 'id: $id, up: $up', { id: second, up: true })
    expect(await order()).toEqual([second, first, ...rest])
  })

  test('of kind referral are previewed, published and retired', async () => {
    const referral = { kind: 'REFERRAL', id: 'fuehrerschein', version: 0 }
    const { content } = await entry(referral.id, 'REFERRAL')
    await save(referral, { ...content, office: { ...content.office, de: 'Landkreis' } })
    const { referralPreview } = await ask(
      `{ referralPreview(id: "fuehrerschein") { office(locale: "de") } }`,
      {},
      editor,
    )
    expect(referralPreview).toEqual({ office: 'Landkreis' })
    await publish({ ...referral, version: 1 })
    const shown = async () =>
      (await ask('{ referral(id: "fuehrerschein") { office(locale: "de") } }')).referral
    expect(await shown()).toEqual({ office: 'Landkreis' })
    await retire('REFERRAL', referral.id)
    expect(await shown()).toBeNull()
  })
})

describe('an import after changes by editors', () => {
  let catalogue: Awaited<ReturnType<typeof readCatalogue>>
  const file = () => catalogue.services.find(({ id }) => id === 'wohngeld')!
  beforeAll(async () => {
    catalogue = await readCatalogue(merseburg)
  })

  test('writes only the fields that its files have changed, and keeps the changes of editors', async () => {
    await publishTitle('Titel der Redaktion')
    file().durationMinutes = 25
    file().title = { ...file().title, 'de-simple': 'Aus der Datei' }
    catalogue.services.at(-1)!.popular = true
    await importCatalogue(app.db, catalogue, now())
    expect(await shownTitle()).toBe('Titel der Redaktion')
    expect(await shownTitle('wohngeld', 'en')).toBe('Changed elsewhere')
    expect(await shownTitle('wohngeld', 'de-simple')).toBe('Aus der Datei')
    expect((await entry('wohngeld')).content).toMatchObject({ durationMinutes: 25 })
    expect(await shownTitle('wohngeld-fuer-aerzte')).toBe('Wohngeld für Ärzte')
    expect((await ask('{ referral(id: "fuehrerschein") { id } }')).referral).toBeNull()
    const { topics } = await ask('{ topics { id } }')
    expect(topics[1].id).toBe(catalogue.topics[0]!.id)
    const again = await importCatalogue(app.db, catalogue, now())
    expect(again).toEqual({ created: 0, updated: 0, removed: 0 })
  })

  test('is refused with a list of fields that both have changed; with replace the files overwrite them', async () => {
    file().title = { ...file().title, de: 'Titel der Datei' }
    const refused = await importCatalogue(app.db, catalogue, now()).catch(String)
    expect(refused).toMatch(/services\.json services\[\d+\]\.title\.de \(wohngeld\): .*editors/)
    expect(refused).toContain('--replace')
    expect(await shownTitle()).toBe('Titel der Redaktion')
    await importCatalogue(app.db, catalogue, now(), { replace: true })
    expect(await shownTitle()).toBe('Titel der Datei')
    expect(await shownTitle('wohngeld-fuer-aerzte')).toBeUndefined()
    const { revisions } = await entry('wohngeld')
    expect(revisions[0]).toMatchObject({ author: null })
    expect(revisions[0].changes).toContainEqual({
      path: 'title.de',
      before: 'Titel der Redaktion',
      after: 'Titel der Datei',
    })
    expect(await entry('wohngeld-fuer-aerzte')).toMatchObject({ state: 'RETIRED' })
  })
})
