import { ESLint } from 'eslint'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../../', import.meta.url)) })

async function layerProblems(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath })
  return result!.messages
    .map(({ ruleId }) => ruleId)
    .filter((rule) => rule?.startsWith('no-restricted')) as string[]
}

test.each([
  ['a file of the API', 'web/src/lib/office.ts', "import '../../../api/kernel/db.ts'"],
  [
    'a file of the API by package name',
    'web/src/lib/office.ts',
    "import '@terminklick/api/catalogue/search-catalogue'",
  ],
  ['the whole API', 'web/src/lib/office.ts', "import '@terminklick/api'"],
  ['a shared file by its path', 'web/src/lib/office.ts', "import '../../../api/catalogue/search/index.ts'"],
  ['a resolver that writes', 'api/graphql/staff/types.ts', 'app.db.prisma.staff.update({})'],
  ['a resolver with SQL', 'api/graphql/staff/types.ts', "app.db.pool.query('')"],
  ['a clock in a command', 'api/booking/hold.ts', 'export const at = new Date()'],
  ['a clock in milliseconds', 'api/booking/hold.ts', 'export const at = Date.now()'],
  ['a clock by Temporal', 'api/booking/hold.ts', 'export const at = Temporal.Now.instant()'],
  ['a clock in a resolver', 'api/graphql/staff/types.ts', 'export const at = new Date()'],
  ['Temporal.Instant as a type', 'api/booking/hold.ts', 'export const at = (now: Temporal.Instant) => now'],
  ['Temporal.Duration as a type', 'api/booking/hold.ts', 'export let pause: Temporal.Duration | undefined'],
  ['a clock of another type', 'api/product.ts', 'export type Clock = () => Temporal.Instant'],
])('the linter refuses %s (%s)', async (_, file, code) => {
  expect(await layerProblems(file, code)).toHaveLength(1)
})

test.each([
  ['web/src/lib/office.ts', "import { search } from '@terminklick/api/search'\nexport default search"],
  [
    'web/src/lib/office.ts',
    "import { serviceFields } from '@terminklick/api/catalogue-fields'\nexport default serviceFields",
  ],
  [
    'web/src/lib/i18n/locale.ts',
    "import { languages } from '@terminklick/api/languages'\nexport default languages",
  ],
])('%s may import a shared module of the API', async (file, code) => {
  expect(await layerProblems(file, code)).toEqual([])
})
