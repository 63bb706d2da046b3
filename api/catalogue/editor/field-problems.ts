import type { z } from 'zod'
import type { EntryKind } from '../../generated/prisma/enums.ts'
import { codeIn, pathOf } from '../../inputs/field-problems.ts'
import type { FieldProblem } from '../../kernel/outcome.ts'
import type { FieldCode } from '../../kernel/messages.ts'
import { type Field, fieldAt, FIELDS } from '../fields/index.ts'
import type { CatalogueProblem } from '../format/problem.ts'

type Issue = z.core.$ZodIssue

/** Translates an issue of the catalogue's format to a problem for editors. */
export const problemOfIssue = (kind: EntryKind, issue: Issue): FieldProblem => ({
  field: [pathOf(issue), ...languageOf(issue)].filter((part) => part !== '').join('.'),
  ...codeOf(kind, issue),
})

/** Translates a problem of the check of references to a problem for editors. */
export function problemOfReference({ path, code, limit, about }: CatalogueProblem): FieldProblem {
  // `services[3].topicIds[0]` is a field of the entry; `desks[1].serviceIds[2]` is one of a desk, shown at `deskIds`.
  const field = path.replace(/^\w+\[\d+\]\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1')
  return {
    field: about || field === '' ? 'deskIds' : field,
    code: code ?? 'ENTRY_INVALID',
    limit: limit ?? null,
  }
}

/** The language of a missing text, as the last part of the path. */
function languageOf(issue: Issue): string[] {
  const locale =
    issue.code === 'custom' ? (issue.params as { locale?: string } | undefined)?.locale : undefined
  return locale === undefined ? [] : [locale]
}

function codeOf(kind: EntryKind, issue: Issue): Pick<FieldProblem, 'code' | 'limit'> {
  const coded = codeIn(issue)
  if (coded) return coded
  switch (issue.code) {
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
      return { code: codeOfFormat(fieldAt(FIELDS[kind], issue.path.map(String))?.field) }
    default:
      return { code: 'ENTRY_INVALID' }
  }
}

const TOO_BIG: Record<string, FieldCode> = { string: 'ENTRY_TOO_LONG', array: 'TOO_MANY' }

function codeOfFormat(field: Field | undefined): FieldCode {
  switch (field?.kind) {
    case 'id':
      return 'ADDRESS_INVALID'
    case 'link':
      return 'LINK_INVALID'
    case 'reference':
      return 'REQUIRED'
    case 'lines':
      return 'code' in field.item ? field.item.code : 'ENTRY_INVALID'
    default:
      return 'ENTRY_INVALID'
  }
}
