import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)

test('the mutation of the service worker is valid against schema.graphql', () => {
  const schema = buildSchema(readFileSync(new URL('schema.graphql', root), 'utf8'))
  const source = readFileSync(new URL('web/src/worker/push-messages.ts', root), 'utf8')
  const [, document] = /REPLACE_DEVICE =\s+'([^']+)'/.exec(source)!
  expect(validate(schema, parse(document!))).toEqual([])
})
