import type { z } from 'zod'
import type { FieldProblem } from '../../kernel/outcome.ts'
import type { FieldCode } from '../../kernel/messages.ts'
import type { CatalogueProblem } from '../format/problem.ts'

type Issue = z.core.$ZodIssue

/** What the format of the catalogue says about an entry, as editors are told it. */
export const problemOfIssue = (issue: Issue): FieldProblem => ({
  field: [...issue.path, ...languageOf(issue)].map(String).join('.'),
  ...codeOf(issue),
})

/** What the references of the catalogue say about one. */
export function problemOfReference({ path, code, limit, about }: CatalogueProblem): FieldProblem {
  // `services[3].topicIds[0]` and `desks[1].serviceIds[2]`: the former is of the entry, the latter of its desks.
  const field = path.replace(/^\w+\[\d+\]\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1')
  return {
    field: about || field === '' ? 'deskIds' : field,
    code: code ?? 'ENTRY_INVALID',
    limit: limit ?? null,
  }
}

/** A text that is missing is missing in a language. */
function languageOf(issue: Issue): string[] {
  const locale =
    issue.code === 'custom' ? (issue.params as { locale?: string } | undefined)?.locale : undefined
  return locale === undefined ? [] : [locale]
}

function codeOf(issue: Issue): Pick<FieldProblem, 'code' | 'limit'> {
  switch (issue.code) {
    case 'custom':
      return { code: (issue.params as { code?: FieldCode } | undefined)?.code ?? 'ENTRY_INVALID' }
    case 'too_big':
      return { code: TOO_BIG[issue.origin] ?? 'TOO_LARGE', limit: Number(issue.maximum) }
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { code: 'TOO_SMALL', limit: Number(issue.minimum) }
        : { code: 'REQUIRED' }
    case 'invalid_type':
      return {
        code: issue.expected === 'number' || issue.expected === 'int' ? 'NO_WHOLE_NUMBER' : 'REQUIRED',
      }
    case 'invalid_value':
      return { code: 'NO_SUCH_CHOICE' }
    case 'invalid_format':
      return { code: FORMATS[String(issue.path[0])] ?? FORMATS[String(issue.path.at(-1))] ?? 'ENTRY_INVALID' }
    default:
      return { code: 'ENTRY_INVALID' }
  }
}

const TOO_BIG: Record<string, FieldCode> = { string: 'ENTRY_TOO_LONG', array: 'TOO_MANY' }

/** By the field that has the format. */
const FORMATS: Record<string, FieldCode> = {
  id: 'ADDRESS_INVALID',
  slug: 'ADDRESS_INVALID',
  url: 'LINK_INVALID',
  leikaKeys: 'KEY_OF_SERVICE_INVALID',
  departmentId: 'REQUIRED',
}
