import type { Queryable } from '../../kernel/db.ts'

/** Sets a person's departments. Writes only differences, because every write is announced by the change feed. */
export async function setDepartments(
  db: Queryable,
  staffId: string,
  departmentIds: readonly string[],
): Promise<void> {
  await db.query(`DELETE FROM "_DepartmentToStaff" WHERE "B" = $1 AND "A" <> ALL ($2::text[])`, [
    staffId,
    departmentIds,
  ])
  await db.query(
    `INSERT INTO "_DepartmentToStaff" ("A", "B") SELECT id, $1 FROM unnest($2::text[]) AS id ON CONFLICT DO NOTHING`,
    [staffId, departmentIds],
  )
}
