import { expect, test } from 'vitest'
import { ROLES } from '../../../api/kernel/roles.ts'
import { testDatabase } from '../../support/database.ts'

const db = await testDatabase()
const insert = (roles: readonly string[]) =>
  db.pool.query(
    `INSERT INTO staff (name, email, roles, created_at) VALUES ('Erika', gen_random_uuid() || '@example.org', $1, now())`,
    [roles],
  )

test('the database accepts every role', async () => {
  expect((await insert(ROLES)).rowCount).toBe(1)
})

test('the database refuses an unknown role', async () => {
  await expect(insert([...ROLES, 'boss'])).rejects.toMatchObject({ constraint: 'staff_roles_are_known' })
})
