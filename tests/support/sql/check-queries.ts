import pg from 'pg'
import ts from 'typescript'
import { readCatalog, type Catalog } from './catalog.ts'
import { type Column, compareRow } from './compare-row.ts'
import { compareValues } from './compare-values.ts'
import { describeStatement } from './describe-statement.ts'
import { callersIn } from './evaluate/callers.ts'
import { Unresolved } from './evaluate/choices.ts'
import { findQueries, type QueryCall, readsRows } from './find-queries.ts'
import { outerJoined } from './nullable-tables.ts'
import { placeOf, type SqlProgram } from './program.ts'
import { functionsAround, type Statement, statementsOf } from './statements.ts'

/** Result of a check. */
export interface SqlReport {
  /** Statements that were compared with the database. */
  statements: Set<string>
  /** With their places in the code. */
  problems: string[]
  /** Functions that were allowed to fail and did. */
  unchecked: Set<string>
}

/**
 * Compares every statement of the program with the schema of a database: the statement parses, its row type has the columns
 * with their types, and the values fit the parameters.
 * @param client must be the owner of the database, because some statements need it
 * @param isAllowed functions, by name, in which statements may fail
 */
export async function checkQueries(
  program: SqlProgram,
  client: pg.Client,
  isAllowed: (functionName: string) => boolean,
): Promise<SqlReport> {
  const catalog = await readCatalog(client)
  const context = { checker: program.checker, callersOf: callersIn(program) }
  const { calls, other } = findQueries(program)
  const report: SqlReport = { statements: new Set(), problems: [], unchecked: new Set() }
  const problemsOf = async (call: QueryCall): Promise<string[]> => {
    try {
      const problems: string[] = []
      for (const statement of statementsOf(context, call)) {
        report.statements.add(statement.text)
        problems.push(...(await compare(program, client, catalog, call, statement)))
      }
      return problems
    } catch (error) {
      if (error instanceof Unresolved) return [`the statement cannot be determined: ${error.message}`]
      throw error
    }
  }
  const add = (node: ts.Node, problems: readonly string[]) =>
    report.problems.push(...problems.map((problem) => `${placeOf(node)}: ${problem}`))
  for (const node of other) add(node, [`${node.getText()} is not called in a way that can be checked`])
  for (const call of calls) {
    const problems = await problemsOf(call)
    const excused = problems.length > 0 && functionsAround(call.node).find(isAllowed)
    if (excused) report.unchecked.add(excused)
    else add(call.node, problems)
  }
  report.problems = [...new Set(report.problems)]
  return report
}

async function compare(
  { checker }: SqlProgram,
  client: pg.Client,
  catalog: Catalog,
  call: QueryCall,
  { text, values }: Statement,
): Promise<string[]> {
  try {
    const { parameters, columns: fields } = await describeStatement(client, text)
    const columns = await withNullability(client, catalog, text, fields)
    return [
      ...rowProblems(checker, call, columns),
      ...compareValues(checker, values, parameters.map(catalog.typeOf)),
    ]
  } catch (error) {
    if (error instanceof pg.DatabaseError) return [error.message]
    throw error
  }
}

function rowProblems(checker: ts.TypeChecker, call: QueryCall, columns: readonly Column[]): string[] {
  if (call.rowType) return compareRow(checker, call.rowType, columns)
  return columns.length > 0 && readsRows(checker, call)
    ? ['rows are read, but their type is not declared']
    : []
}

async function withNullability(
  client: pg.Client,
  catalog: Catalog,
  text: string,
  fields: readonly pg.FieldDef[],
): Promise<Column[]> {
  const missing = fields.length > 0 ? await outerJoined(client, text, fields.length) : []
  return fields.map(({ name, dataTypeID, tableID, columnID }, index) => {
    const isColumn = tableID !== 0
    const optional = missing[index]
    const nullable = !isColumn ? undefined : catalog.isNotNull(tableID, columnID) ? optional : true
    return { name, type: catalog.typeOf(dataTypeID), nullable }
  })
}
