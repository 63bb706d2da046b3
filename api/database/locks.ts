/**
 * The advisory locks of the database, by name: the one place where their numbers are given out. SQL knows the same by
 * lock_key() in prisma/functions.
 */
export const LOCKS = {
  /** A data folder belongs to one product. Held by the product's process for as long as it runs. */
  product: 7_263_548_123,
  /** One process migrates at a time. Held for the migration; processes that start meanwhile wait. */
  migration: 7_263_548_124,
  /** One process seals or prunes the audit at a time. */
  audit: 7_263_548_125,
  /** Shared by transactions that take desks, exclusive for one that changes the plan; taken before every other lock. */
  plan: 7_263_548_126,
  /** Changes that could remove the last administrator come one after the other. */
  administrators: 7_263_548_127,
  /** Imports and editors write the catalogue one after the other. */
  catalogue: 7_263_548_128,
} as const
