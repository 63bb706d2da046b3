import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { now, today } from '../../support/clock.ts'
import { bestAgainstOneSecond } from '../../support/best-of.ts'
import { subscribe } from '../../support/events.ts'
import { newStaff, PASSWORD, signIn } from './staff-fixtures.ts'

let offset = 0
const product = await testApp({ now: () => new Date(now().getTime() + offset) })
/** Another process on the same database. */
const other = await testApp({ db: product.app.db })
const { app, ask } = product

const SESSIONS = '{ account { sessions { id since lastSeenAt device current } } }'
const CHANGED = `subscription Live($from: Date!, $to: Date!) { bookingsChanged(from: $from, to: $to) { bookings { id } } }`
const day = today()
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Opens a stream and acts. @returns how the stream ended, and after how many milliseconds */
async function endOf(at: typeof product, headers: Record<string, string>, act: () => Promise<unknown>) {
  const live = await subscribe<any>(at, CHANGED, { from: day, to: day }, headers)
  await live.next()
  const end = live.next().then(
    () => 'an event',
    (error: Error) => error.message,
  )
  const from = performance.now()
  await act()
  return { how: await end, ms: performance.now() - from }
}

const update = async (id: string, data: object) => {
  await app.db.prisma.staff.update({ where: { id }, data })
  await app.feed.committed()
}

test('a person sees their own sessions and can end these, not those of others', async () => {
  const [anna, bert] = [await newStaff(product), await newStaff(product)]
  const office = await signIn(product, anna.email, { userAgent: FIREFOX })
  const home = await signIn(product, anna.email)
  const otherPerson = await signIn(product, bert.email)
  const { sessions } = (await ask(SESSIONS, {}, office)).account
  expect(sessions.map(({ device, current }: any) => [device, current]).toSorted()).toEqual([
    [null, false],
    ['Firefox, Linux', true],
  ])
  const [foreign] = (await ask(SESSIONS, {}, otherPerson)).account.sessions
  const END = 'mutation ($id: ID!) { endSession(id: $id) }'
  for (const id of [foreign.id, 'gibt-es-nicht'])
    expect(await ask(END, { id }, office)).toEqual({ endSession: false })
  const at = sessions.find(({ current }: any) => !current)
  const { how } = await endOf(product, home.headers, () => ask(END, { id: at.id }, office))
  expect(how).toContain('UNAUTHENTICATED')
  expect((await ask('{ viewer { id } }', {}, office)).viewer).toEqual({ id: anna.id })
  expect((await ask('{ viewer { id } }', {}, otherPerson)).viewer).toEqual({ id: bert.id })
})

test('signing out everywhere ends all sessions and streams within a second', async () => {
  const best = await bestAgainstOneSecond(async () => {
    const { email } = await newStaff(product)
    const [first, second] = [await signIn(product, email), await signIn(product, email)]
    const { how, ms } = await endOf(other, second.headers, () =>
      ask('mutation { signOutEverywhere }', {}, first),
    )
    expect(how).toContain('UNAUTHENTICATED')
    for (const { headers } of [first, second])
      expect(await ask('{ viewer { id } }', {}, { headers })).toEqual({ viewer: null })
    return ms
  })
  expect(best).toBeLessThan(1_000)
})

test('disabling staff ends their sessions and streams within a second, also at another process', async () => {
  const best = await bestAgainstOneSecond(async () => {
    const { id, email } = await newStaff(product)
    const { headers } = await signIn(product, email)
    const { how, ms } = await endOf(other, headers, () => update(id, { active: false }))
    expect(how).toContain('UNAUTHENTICATED')
    expect(await ask('{ viewer { id } }', {}, { headers })).toEqual({ viewer: null })
    expect((await signIn(product, email)).outcome.__typename).toBe('RefusedError')
    return ms
  })
  expect(best).toBeLessThan(1_000)
})

test('a stream ends with FORBIDDEN when its role is lost, and without an error when the departments change', async () => {
  const { id, email } = await newStaff(product)
  const { headers } = await signIn(product, email)
  const departments = { set: [{ id: 'standesamt' }] }
  expect((await endOf(product, headers, () => update(id, { departments }))).how).toBe('the stream ended')
  expect((await endOf(product, headers, () => update(id, { roles: ['editor'] }))).how).toContain('FORBIDDEN')
})

test('changes of other people’s accounts do not interrupt a stream', async () => {
  const [anna, bert] = [await newStaff(product), await newStaff(product)]
  const { headers } = await signIn(product, anna.email)
  const live = await subscribe<any>(product, CHANGED, { from: day, to: day }, headers)
  await live.next()
  await update(bert.id, { active: false })
  await update(anna.id, { name: 'Anna, neu verheiratet' })
  const next = live.next().then(
    () => 'an event',
    (error: Error) => error.message,
  )
  await live.close()
  expect(await next).toBe('the stream ended')
})

test('an open stream does not extend a session', async () => {
  const { email } = await newStaff(product)
  const { headers } = await signIn(product, email)
  const live = await subscribe<any>(product, CHANGED, { from: day, to: day }, headers)
  await live.next()
  offset = 90 * 60_000
  expect((await ask('{ viewer { email } }', {}, { headers })).viewer).toEqual({ email })
  offset = 3 * 3_600_000
  // The last use was 90 minutes ago.
  expect((await ask('{ viewer { email } }', {}, { headers })).viewer).toEqual({ email })
  offset = 5.5 * 3_600_000
  await app.feed.committed()
  expect((await ask('{ viewer { email } }', {}, { headers })).viewer).toBe(null)
  await live.close()
  offset = 0
  expect((await signIn(product, email, { password: PASSWORD })).outcome.__typename).toBe('StaffSession')
})
