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
  /** Owner of the database, for migrations only; null: the user of databaseUrl is the owner. */
  databaseOwnerUrl: string | null
  dataDir: string
  /** Null: mails are written as files into the data folder. */
  smtpUrl: string | null
  /** Null: the office's name with `termine@` the host of the public address. */
  mailFrom: string | null
  adminEmail: string | null
  adminPassword: string | null
  /** Required: staff without a second factor must set one up before anything else. */
  secondFactor: 'required' | 'optional'
  /** The city's own sign-in by OpenID Connect; null: there is none. */
  provider: ProviderConfig | null
  /** Null: generated into the data folder at the first start. */
  secretKey: string | null
  holdMinutes: number
  reminderLeadHours: number
  retentionDays: number
  /** Audit entries are deleted after so many days. */
  auditRetentionDays: number
  /** Hosts of push services that may be called, see push-services.ts; empty: no Web Push. */
  pushServices: readonly string[]
  bookingChallenge: boolean
  rateLimits: boolean
  /** Reverse proxies in front, each of which appends to X-Forwarded-For; 0: the socket's address counts. */
  trustedProxies: number
  production: boolean
  /** From which level on the process logs. */
  logLevel: (typeof LOG_LEVELS)[number]
}

/** Registration at an OpenID provider. */
export interface ProviderConfig {
  /** Base address of its discovery document. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Name on the sign-in page. */
  name: string
  /** Sign-in by the provider alone: no passwords, no passkeys. */
  only: boolean
  /** Roles by a claim; null: admins give roles here. */
  roles: ProviderRoles | null
}

/** Roles by the values of a claim. */
export interface ProviderRoles {
  claim: string
  byValue: ReadonlyMap<string, Role>
}
