import pg from 'pg'

/** A database whose now() is set by the caller. */
export interface DatabaseClock {
  set(now: Date): Promise<void>
  /** Restores the real now(). */
  end(): Promise<void>
}

interface Column {
  table: string
  column: string
}

/**
 * Replaces now() in a database, so that the product writes rows as of a past time. The schema `demo` has a function now()
 * and comes first on the search path; columns with the default CURRENT_TIMESTAMP use it as well. Only for a database that
 * no other process uses.
 * @param ownerUrl of the database's owner
 * @returns the clock, and the connection options with the search path
 */
export async function shiftClock(ownerUrl: string): Promise<{ clock: DatabaseClock; options: string }> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => {})
  await owner.connect()
  await owner.query(`
    CREATE SCHEMA demo;
    CREATE UNLOGGED TABLE demo.clock AS SELECT pg_catalog.now() AS at;
    CREATE FUNCTION demo.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM demo.clock';
    GRANT USAGE ON SCHEMA demo TO PUBLIC;
    GRANT SELECT ON demo.clock TO PUBLIC`)
  const { rows: columns } = await owner.query<Column>(
    `SELECT adrelid::regclass::text AS table, attname AS column
       FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
      WHERE pg_get_expr(adbin, adrelid) = 'CURRENT_TIMESTAMP'`,
  )
  const defaultTo = async (moment: string) => {
    for (const { table, column } of columns)
      await owner.query(
        `ALTER TABLE ${table} ALTER COLUMN ${pg.escapeIdentifier(column)} SET DEFAULT ${moment}`,
      )
  }
  await defaultTo('demo.now()')
  const clock: DatabaseClock = {
    async set(now) {
      await owner.query({ name: 'set_clock', text: 'UPDATE demo.clock SET at = $1', values: [now] })
    },
    async end() {
      await defaultTo('CURRENT_TIMESTAMP')
      await owner.query('DROP SCHEMA demo CASCADE')
      await owner.end()
    },
  }
  return { clock, options: '-c search_path=demo,public,pg_catalog' }
}
