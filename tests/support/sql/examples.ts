/** Valid queries, about which the check reports nothing. */
export const RIGHT: Record<string, string> = {
  'columns by their names and types': `client.query<{ id: string; version: number; starts_at: Date }>(
    'SELECT id, version, starts_at FROM booking')`,
  'a column that can be null': `client.query<{ email: string | null }>('SELECT email FROM contact')`,
  'an expression, with null or without': `client.query<{ a: string; b: string | null }>(
    'SELECT upper(id) AS a, lower(id) AS b FROM desk')`,
  'an inner join': `client.query<{ name: string }>(
    'SELECT s.name FROM plan_change c JOIN staff s ON s.id = c.staff_id')`,
  'labels of an enum': `client.query<{ mode: 'ON_SITE' | 'TELEPHONE' }>('SELECT mode FROM department')`,
  'values for parameters': `client.query('UPDATE desk SET active = $2 WHERE id = ANY($1)', [['a'], true])`,
  'variants of a row': `client.query<{ kind: 'a'; bookingId: string } | { kind: 'b'; bookingId: null }>(
    'SELECT kind::text AS kind, booking_id AS "bookingId" FROM outbox_message')`,
  'tables of a loop': `for (const [table, key] of [['desk', 'id'], ['fee', 'service_id']] as const)
    await client.query(\`DELETE FROM \${table} WHERE \${key} = $1\`, ['a'])`,
  'parts from a function': `const isOpen = (m: string) => \`\${m}.sent_at IS NULL\`
    await client.query(\`DELETE FROM outbox_message m WHERE \${isOpen('m')}\`)`,
  'what each caller hands over': `const remove = (table: string, where: string) =>
      client.query(\`DELETE FROM \${table} WHERE \${where}\`)
    await remove('desk', 'active')
    await remove('fee', 'amount_cents = 0')`,
  'columns from the keys of rows': `const row = (part: { from: Date }, position: number) => ({ id: 'a', position, ...part })
    const upsert = (table: string, key: string[], rows: object[]) => {
      const columns = Object.keys(rows[0] ?? {}).map((name) => \`"\${name}"\`)
      const rest = columns.filter((column) => !key.includes(column))
      return client.query(\`SELECT \${rest.join()} FROM \${table} AS t("from", id, position)\`)
    }
    const parts = JSON.parse('[]') as { from: Date }[]
    await upsert('(VALUES (1, 2, 3))', ['"id"'], parts.map(row))`,
  'a branch for one of several kinds': `const FIELDS = { a: { kind: 'column', column: 'name' }, b: { kind: 'none' } } as const
    for (const field of Object.values(FIELDS))
      if (field.kind === 'column') await client.query(\`SELECT \${field.column} FROM desk\`)`,
  'a function with conditions': `const columnOf = (kind: 'name' | 'time' | 'none'): string => {
      if (kind === 'name') return 'name'
      if (kind === 'none') throw new Error('no column')
      return 'starts_at'
    }
    for (const [table, kind] of [['desk', 'name'], ['booking', 'time'], ['fee', 'none']] as const)
      await client.query(\`SELECT \${columnOf(kind)} FROM \${table}\`)`,
  'one condition for text and values': `const remove = (id: string | null) => client.query(
      \`DELETE FROM desk \${id === null ? '' : 'WHERE id = $1'}\`, id === null ? [] : [id])
    await remove(process.title)`,
  'a quoted literal': `client.query(\`NOTIFY changes, \${pg.escapeLiteral(process.title)}\`)`,
}

/** Invalid queries, each with the report of the check. */
export const WRONG: Record<string, [code: string, ...problems: string[]]> = {
  'a statement that does not parse': [`client.query('DELETE desk')`, 'syntax error at or near "desk"'],
  'a column that the table lacks': [`client.query('SELECT nme FROM desk')`, 'column "nme" does not exist'],
  'another column than declared': [
    `client.query<{ id: string }>('SELECT name FROM desk')`,
    'id is declared, but no column of the result',
    'the column name is not declared',
  ],
  'another type than declared': [
    `client.query<{ version: string }>('SELECT version FROM booking')`,
    'version is declared as string, but is int4, which pg gives as number',
  ],
  'a bigint as a number': [
    `client.query<{ count: number }>('SELECT count(*) FROM booking')`,
    'count is declared as number, but is int8, which pg gives as string',
  ],
  'null that is not declared': [
    `client.query<{ email: string }>('SELECT email FROM contact')`,
    'email can be null',
  ],
  'null that never comes': [
    `client.query<{ name: string | null }>('SELECT name FROM contact')`,
    'name is never null',
  ],
  'null by an outer join': [
    `client.query<{ name: string }>('SELECT s.name FROM plan_change c LEFT JOIN staff s ON s.id = c.staff_id')`,
    'name can be null',
  ],
  'a label that the enum lacks': [
    `client.query<{ mode: 'ON_SITE' | 'LETTER' }>('SELECT mode FROM department')`,
    'mode is declared as "LETTER", but is one of ON_SITE, TELEPHONE',
  ],
  'a list of enum values, which pg does not take apart': [
    `client.query<{ modes: string[] }>('SELECT array_agg(mode) AS modes FROM department')`,
    'modes is declared as string[], but is _AppointmentMode, which pg gives as string',
  ],
  'a time within JSON': [
    `client.query<{ row: { at: Date } }>("SELECT json_build_object('at', now()) AS row")`,
    'row is declared as { at: Date; }, but is json, which pg gives as json',
  ],
  'two columns of one name': [
    `client.query<{ id: string }>('SELECT desk.id, fee.service_id AS id FROM desk, fee')`,
    'the result has 2 columns of the name id',
  ],
  'rows without a type': [
    `const { rows } = await client.query('SELECT id FROM desk')`,
    'rows are read, but their type is not declared',
  ],
  'a row type that callers choose': [
    `const read = <Row extends object>(sql: string) => client.query<Row>(sql)
     await read<{ id: string }>('SELECT id FROM desk')`,
    'the type of the rows is a parameter: name it at the query',
  ],
  'too few values': [
    `client.query('UPDATE desk SET active = $2 WHERE id = $1', ['a'])`,
    'the statement has 2 parameters, the call 1 values',
  ],
  'a value of another type': [
    `client.query('UPDATE desk SET buffer_minutes = $1 WHERE id = $2', ['5', 1])`,
    '$1 is int4, the value "5"',
    '$2 is text, the value 1',
  ],
  'a value that is no label': [
    `client.query('UPDATE department SET mode = $1', ['LETTER'])`,
    '$1 is AppointmentMode, the value "LETTER"',
  ],
  'a list as JSON, which pg would write as an array': [
    `client.query('UPDATE desk SET name = $1', [[1]])`,
    '$1 is jsonb, the value number[]',
  ],
  'one of several tables': [
    `for (const table of ['desk', 'dsk']) await client.query(\`DELETE FROM \${table}\`)`,
    'relation "dsk" does not exist',
  ],
  'one of several callers': [
    `const remove = (table: string) => client.query(\`DELETE FROM \${table}\`)
     await remove('desk')
     await remove('dsk')`,
    'relation "dsk" does not exist',
  ],
  'a text from outside': [
    `client.query(process.env.SQL!)`,
    'the statement cannot be determined: process is no constant',
  ],
  'a text that a module of Node makes': [
    `client.query(\`SELECT '\${randomUUID().toString()}'\`)`,
    'the statement cannot be determined: the result of randomUUID() is known at run time only',
  ],
  'a function that anybody may call': [
    `const run = (sql: string) => client.query(sql)
     export default [run]`,
    'the statement cannot be determined: sql is a parameter of run(), which is handed on',
  ],
  'the method handed on': [
    `export const run = client.query.bind(client)`,
    'client.query is not called in a way that can be checked',
  ],
  'the method taken out': [
    `export const { query } = client`,
    'query is not called in a way that can be checked',
  ],
  "Prisma's raw SQL": [
    `prisma.$queryRaw\`SELECT 1\``,
    '$queryRaw is not called in a way that can be checked',
  ],
}
