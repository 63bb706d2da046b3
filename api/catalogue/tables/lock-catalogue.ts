import type { ClientBase } from 'pg'
import { LOCKS } from '../../database/locks.ts'

/** Serializes imports and editors' changes. Held until the transaction ends. */
export const lockCatalogue = (client: ClientBase) =>
  client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.catalogue])
