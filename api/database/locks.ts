/** Registry of the advisory locks: name and key. lock_key() in prisma/functions has the same list for SQL. */
export const LOCKS = {
  /** A data folder is used by one product. Held by its process for as long as it runs. */
  product: 7_263_548_123,
  /** One process migrates at a time. Held during the migration; other starting processes wait. */
  migration: 7_263_548_124,
  /** One process seals or prunes the audit at a time. */
  audit: 7_263_548_125,
  /** Shared by transactions that take desks, exclusive for changes of the plan. Acquired before all other locks. */
  plan: 7_263_548_126,
  /** Serialises changes that could remove the last administrator. */
  administrators: 7_263_548_127,
  /** Serialises writes to the catalogue by imports and editors. */
  catalogue: 7_263_548_128,
} as const
