import type { Role } from './roles.ts'

/** Log levels by pino's names. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

/** The configuration, parsed once at start. */
export interface Config {
  port: number
  host: string
  /** Origin of the product for citizens, without a slash at the end. */
  publicUrl: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Owner of the database, for migrations only; null: the user of databaseUrl is the owner. */
  databaseOwnerUrl: string | null
  dataDir: string
  /** Null: mails are written as files into the data folder. */
  smtpUrl: string | null
  /** Sender of mails. Null: the name of the office, and `termine@` at the host of publicUrl. */
  mailFrom: string | null
  adminEmail: string | null
  adminPassword: string | null
  /** required: staff without a second factor must set one up before they can do anything else. */
  secondFactor: 'required' | 'optional'
  /** The city's own sign-in by OpenID Connect; null: none. */
  provider: ProviderConfig | null
  /** Null: generated into the data folder at the first start. */
  secretKey: string | null
  holdMinutes: number
  reminderLeadHours: number
  retentionDays: number
  /** Days after which audit entries are deleted. */
  auditRetentionDays: number
  /** Hosts of push services that may be called, see push-services.ts; empty: no Web Push. */
  pushServices: readonly string[]
  bookingChallenge: boolean
  rateLimits: boolean
  /** Number of reverse proxies that append to X-Forwarded-For; 0: the address of the socket is used. */
  trustedProxies: number
  production: boolean
  /** Messages below this level are not logged. */
  logLevel: (typeof LOG_LEVELS)[number]
}

/** Registration at an OpenID provider. */
export interface ProviderConfig {
  /** Base address of its discovery document. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Name shown on the sign-in page. */
  name: string
  /** Sign-in only by the provider, without passwords and passkeys. */
  only: boolean
  /** Roles by a claim; null: admins assign roles in the product. */
  roles: ProviderRoles | null
}

/** Maps the values of a claim to roles. */
export interface ProviderRoles {
  claim: string
  byValue: ReadonlyMap<string, Role>
}
