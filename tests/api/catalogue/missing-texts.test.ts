import { expect, test } from 'vitest'
import { hashPassword } from '../../../api/staff/password/password.ts'
import { testApp } from '../../support/app.ts'
import { groupMissing, missingMessages } from '../../../web/src/lib/missing-texts/missing-texts.ts'

const { app, ask, fetch } = await testApp()
const MISSING = '{ missingTexts { locale entity id title field } }'

async function as(role: string) {
  const email = `${role}@example.org`
  await app.db.prisma.staff.create({
    data: { name: role, email, passwordHash: await hashPassword('korrekt Pferd Batterie'), roles: [role] },
  })
  const response = await fetch('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', {
    input: { email, password: 'korrekt Pferd Batterie' },
  })
  return { headers: { cookie: response.headers.getSetCookie()[0]!.split(';')[0]! } }
}

test('missingTexts lists the missing texts of each language with their entry', async () => {
  await app.db.prisma.topic.update({
    where: { id: 'wahlen-mitmachen' },
    data: { title: { de: 'Wahlen & Mitmachen' } },
  })
  const { missingTexts } = await ask(MISSING, {}, await as('editor'))
  const title = { entity: 'topic', id: 'wahlen-mitmachen', title: 'Wahlen & Mitmachen', field: 'title' }
  expect(missingTexts).toContainEqual({ locale: 'en', ...title })
  expect(missingTexts).toContainEqual({ locale: 'de-simple', ...title })
  expect(missingTexts.some(({ locale }: { locale: string }) => locale === 'de')).toBe(false)
})

test('missingTexts is refused to clerks and without a session', async () => {
  await expect(ask(MISSING)).rejects.toThrow('UNAUTHENTICATED')
  await expect(ask(MISSING, {}, await as('clerk'))).rejects.toThrow('FORBIDDEN')
})

test('a missing text is shown to citizens in the default language', async () => {
  const { topics } = await ask('{ topics { id title(locale: "en") } }')
  expect(topics).toContainEqual({ id: 'wahlen-mitmachen', title: 'Wahlen & Mitmachen' })
})

test('groupMissing groups missing texts by language and entry, including those of the app', () => {
  const files = { de: { $schema: '…', a: 'A', b: 'B' }, en: { a: 'A' }, 'de-simple': {} }
  const own = missingMessages(files, 'de', (locale) => locale === 'de-simple')
  expect(own).toEqual([{ locale: 'en', entity: 'app', id: 'messages', title: 'Terminklick', field: 'b' }])
  const topic = { entity: 'topic', id: 't', title: 'T' }
  expect(
    groupMissing([
      ...own,
      { locale: 'en', ...topic, field: 'title' },
      { locale: 'en', ...topic, field: 'description' },
    ]),
  ).toEqual([
    {
      locale: 'en',
      count: 3,
      entries: [
        { entity: 'app', id: 'messages', title: 'Terminklick', fields: ['b'] },
        { ...topic, fields: ['title', 'description'] },
      ],
    },
  ])
})
