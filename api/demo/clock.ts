import pg from 'pg'

/** The clock of a database that is made to believe that it is another time. */
export interface DatabaseClock {
  set(now: Date): Promise<void>
  /** Gives the database its own clock back. */
  end(): Promise<void>
}

interface Column {
  table: string
  column: string
}

/**
 * Lets the product write the past as it would have been written then. Functions and statements of the product that ask
 * for now() find one in a schema that comes first on their search path; columns that default to the present moment
 * take it from there as well. For a database that only this process uses.
 * @param ownerUrl of the database's owner
 * @returns the clock, and how connections must begin to go by it
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
