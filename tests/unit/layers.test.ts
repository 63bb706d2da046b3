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
  ['pages import nothing from the API', 'web/src/lib/office.ts', "import '../../../api/kernel/db.ts'"],
  ['nor by its name', 'web/src/lib/office.ts', "import '@terminklick/api/catalogue/search-catalogue'"],
  ['nor all of it', 'web/src/lib/office.ts', "import '@terminklick/api'"],
  ['nor around its name', 'web/src/lib/office.ts', "import '../../../api/catalogue/search/index.ts'"],
  ['a resolver writes nothing', 'api/graphql/staff/types.ts', 'app.db.prisma.staff.update({})'],
  ['a resolver runs no SQL', 'api/graphql/staff/types.ts', "app.db.pool.query('')"],
])('%s', async (_, file, code) => {
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
])('%s may import what pages share with the API', async (file, code) => {
  expect(await layerProblems(file, code)).toEqual([])
})
