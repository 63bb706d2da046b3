import type { ClientBase } from 'pg'

/** Imports and editors take turns with the catalogue, until the transaction ends. */
export const lockCatalogue = (client: ClientBase) =>
  client.query(`SELECT pg_advisory_xact_lock(hashtextextended('terminklick: import of a catalogue', 0))`)
