import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { openTown } from '../support/town.ts'
import { codeBlocks, documents, isQuery, npmScripts } from './documents.ts'

const all = await documents()
const { town, close } = await openTown(inject('postgres'), 'documentation')
afterAll(close)
const host = town.baseUrl.replace('http://localhost:', '127.0.0.1:')

test('codeBlocks finds fenced and indented code, but no indented lines of a list', () => {
  const text = 'A.\n\n    one\n\n      two\n\nB:\n- c\n    no code\n\n```sh\nthree\n```\n'
  expect(codeBlocks(text)).toEqual(['one\n\n  two', 'three'])
})

describe.each(all)('$name', ({ text, blocks }) => {
  test.each(blocks.filter(isQuery).map((block) => [block.split('\n', 1)[0]!, block]))(
    'the command works: %s',
    async (_, block) => {
      expect(block).toContain('localhost:3000')
      const { stdout } = await promisify(execFile)('sh', ['-euc', block.replaceAll('localhost:3000', host)])
      const answers = stdout.split('\n').filter(Boolean)
      expect(answers).not.toEqual([])
      for (const answer of answers) {
        const { data, errors } = JSON.parse(answer)
        expect(errors).toBeUndefined()
        // Errors have a code.
        expect(JSON.stringify(data)).not.toMatch(/"code":/)
      }
    },
  )

  test('mentions only existing npm scripts', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
    const web = JSON.parse(await readFile('web/package.json', 'utf8')).scripts
    for (const name of npmScripts(text)) expect({ ...web, ...scripts }).toHaveProperty([name])
  })

  test('has no fixed date in a command or query', () => {
    for (const block of blocks) expect(block).not.toMatch(/\b20\d\d-\d\d-\d\d\b/)
  })
})

test('the first query and the first booking of the README are tested', () => {
  expect(
    all[0]!.blocks.filter(isQuery).map((block) => /\b(services|mutation Book)\b/.exec(block)?.[0]),
  ).toEqual(['services', 'mutation Book'])
})
