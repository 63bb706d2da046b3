/** The roles that a member of staff can have; somebody with several may do what any of them allows. */
export const ROLES = ['clerk', 'planner', 'editor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** From which severity on the process logs; pino's names. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** Everything that can be configured, parsed once at start. */
export interface Config {
  port: number
  host: string
  /** Origin under which citizens reach the product, without a slash at the end. */
  publicUrl: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Owner of the database, for migrations alone; null: whoever databaseUrl names owns it. */
  databaseOwnerUrl: string | null
  dataDir: string
  /** Null: mails are written as files into the data folder. */
  smtpUrl: string | null
  /** Null: the office, at the host of the public address. */
  mailFrom: string | null
  adminEmail: string | null
  adminPassword: string | null
  /** Whether staff must set up a second factor before they may do anything else, or may. */
  secondFactor: 'required' | 'optional'
  /** The city's own sign-in by OpenID Connect; null: there is none. */
  provider: ProviderConfig | null
  /** Null: generated into the data folder at the first start. */
  secretKey: string | null
  holdMinutes: number
  reminderLeadHours: number
  retentionDays: number
  /** Entries of the audit are forgotten after so many days. */
  auditRetentionDays: number
  /** Push services that devices may be told by, see push/services.ts; none: no device is told anything. */
  pushServices: readonly string[]
  bookingChallenge: boolean
  rateLimits: boolean
  /** Reverse proxies in front, each of which appends to X-Forwarded-For; 0: the socket's address counts. */
  trustedProxies: number
  production: boolean
  /** From which level on the process logs. */
  logLevel: (typeof LOG_LEVELS)[number]
}

/** How this instance is known to an OpenID provider, and what it takes from there. */
export interface ProviderConfig {
  /** Where its discovery document is found. */
  issuer: string
  clientId: string
  clientSecret: string
  /** As the button on the sign-in page calls it. */
  name: string
  /** Nobody signs in but by it. */
  only: boolean
  /** Whose word counts for roles; null: admins give them here. */
  roles: ProviderRoles | null
}

/** Roles by the values of a claim. */
export interface ProviderRoles {
  claim: string
  byValue: ReadonlyMap<string, Role>
}
