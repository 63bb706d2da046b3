import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../support/database.ts'

const { pool } = await testDatabase()

const revision = async () => Number((await pool.query('SELECT revision FROM plan_revision')).rows[0].revision)
const ID = 'reisepass-beantragen'
let before: number
beforeEach(async () => {
  before = await revision()
})

/** Statements that change one row each, and whether the plan revision must increase. */
const UPDATES: [string, boolean][] = [
  [`UPDATE service SET summary = summary || '{"de": "Ein Komma, mehr."}' WHERE id = '${ID}'`, false],
  [
    `UPDATE service SET title = title, popular = NOT popular, position = position + 1 WHERE id = '${ID}'`,
    false,
  ],
  [`UPDATE service SET duration_minutes = duration_minutes WHERE id = '${ID}'`, false],
  [`UPDATE service SET duration_minutes = duration_minutes + 5 WHERE id = '${ID}'`, true],
  [`UPDATE service SET extra_minutes_per_person = extra_minutes_per_person + 5 WHERE id = '${ID}'`, true],
  [`UPDATE service SET max_persons = max_persons + 1 WHERE id = '${ID}'`, true],
  [`UPDATE service SET active = false WHERE id = '${ID}'`, true],
  [`UPDATE desk SET name = '{"de": "Platz am Fenster"}' WHERE id = 'platz-1'`, false],
  [`UPDATE desk SET buffer_minutes = buffer_minutes + 5 WHERE id = 'platz-1'`, true],
  [`UPDATE office SET phone = '0', accent = '#000000'`, false],
  ['UPDATE office SET lead_minutes = lead_minutes + 1', true],
  [
    'UPDATE opening SET to_minute = to_minute - 5 WHERE id = (SELECT id FROM opening ORDER BY id LIMIT 1)',
    true,
  ],
  [
    `INSERT INTO closure (desk_id, starts_at, ends_at, reason) VALUES ('platz-1', '2027-03-09', '2027-03-10', 'x')`,
    true,
  ],
  [`UPDATE closure SET reason = 'y', kind = 'MEETING'`, false],
  [`UPDATE closure SET ends_at = '2027-03-11'`, true],
  ['DELETE FROM closure', true],
  ['DELETE FROM closure', false],
]

test.each(UPDATES)('%s: the plan revision increases: %s', async (statement, rises) => {
  await pool.query(statement)
  expect((await revision()) - before).toBe(rises ? 1 : 0)
})

test('a change that leaves the plan revision unchanged does not wait for a transaction that reserves a desk', async () => {
  const reserving = await pool.connect()
  try {
    await reserving.query('BEGIN')
    await reserving.query('SELECT lock_plan_shared()')
    await pool.query(`UPDATE service SET summary = summary || '{"de": "Noch ein Komma."}' WHERE id = '${ID}'`)
  } finally {
    await reserving.query('ROLLBACK')
    reserving.release()
  }
})
