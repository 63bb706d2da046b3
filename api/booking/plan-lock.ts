import type pg from 'pg'

/**
 * Locks the plan in shared mode until the transaction ends, so that it cannot change while a desk is taken. Every
 * transaction must lock the plan before bookings and desks: this order prevents deadlocks with changes of the plan.
 */
export async function lockPlanShared(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT lock_plan_shared()')
}

/** Locks the plan exclusively: waits for all transactions that take desks, and blocks new ones until this one ends. */
export async function lockPlanExclusive(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT lock_plan_exclusive()')
}
