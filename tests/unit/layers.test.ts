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
  ['the pure core reads no database', 'api/availability/runs.ts', "import '../kernel/db.ts'"],
  ['the pure core reads no files', 'api/availability/runs.ts', "import 'node:fs'"],
  ['a command knows no GraphQL', 'api/booking/hold.ts', "import 'graphql'"],
  ['a command knows no schema', 'api/booking/hold.ts', "import '../graphql/builder.ts'"],
  ['a command knows no HTTP', 'api/booking/hold.ts', "import 'node:http'"],
  ['messages know no GraphQL', 'api/notification/outbox/worker.ts', "import '../../graphql/yoga.ts'"],
  ['a subscription knows no HTTP', 'api/push/subscribe.ts', "import 'node:https'"],
  ['pages import nothing from the API', 'web/src/lib/office.ts', "import '../../../api/kernel/db.ts'"],
  ['nor by its name', 'web/src/lib/office.ts', "import '@terminklick/api/catalogue/ranked'"],
  ['nor all of it', 'web/src/lib/office.ts', "import '@terminklick/api'"],
  ['nor around its name', 'web/src/lib/office.ts', "import '../../../api/catalogue/search/index.ts'"],
  ['the search reads no files', 'api/catalogue/search/rank.ts', "import 'node:fs'"],
  ['the search reads no database', 'api/catalogue/search/rank.ts', "import '../../kernel/db.ts'"],
  ['the search knows no GraphQL', 'api/catalogue/search/rank.ts', "import 'graphql'"],
  ['the search takes nothing else of its domain', 'api/catalogue/search/rank.ts', "import '../ranked.ts'"],
  ['nor does what it imports', 'api/kernel/text.ts', "import './db.ts'"],
  ['the languages read no database', 'api/kernel/languages.ts', "import './db.ts'"],
  ['nor anything else of their folder', 'api/kernel/languages.ts', "import './language-files.ts'"],
  ['the API imports nothing from the pages', 'api/server.ts', "import '../web/src/hooks.server.ts'"],
  ['the product imports nothing from its tests', 'api/server.ts', "import '../tests/support/app.ts'"],
  ['a resolver writes nothing', 'api/graphql/staff/types.ts', 'app.db.prisma.staff.update({})'],
  ['a resolver runs no SQL', 'api/graphql/staff/types.ts', "app.db.pool.query('')"],
])('%s', async (_, file, code) => {
  expect(await layerProblems(file, code)).toHaveLength(1)
})

test.each([
  ['api/graphql/slots.ts', "import { builder } from './builder.ts'\nexport default builder"],
  [
    'api/graphql/booking/mutations.ts',
    "import { holdSlot } from '../../booking/hold.ts'\nexport default holdSlot",
  ],
  ['web/src/lib/office.ts', "import { search } from '@terminklick/api/search'\nexport default search"],
  [
    'api/catalogue/search/rank.ts',
    "import { fallbackChain } from '../../kernel/text.ts'\nimport './words.ts'\nimport 'minisearch'\nexport default fallbackChain",
  ],
  [
    'api/kernel/languages.ts',
    "import { fallbackChain } from './text.ts'\nimport './languages.json'\nexport default fallbackChain",
  ],
  [
    'web/src/lib/i18n/locale.ts',
    "import { languages } from '@terminklick/api/languages'\nexport default languages",
  ],
  ['api/booking/hold.ts', "import { takeVisit } from './take.ts'\nexport default takeVisit"],
])('%s may do what it is for', async (file, code) => {
  expect(await layerProblems(file, code)).toEqual([])
})
