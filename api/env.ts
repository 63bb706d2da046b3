import { z } from 'zod'
import { StartFailure } from './failure.ts'

/** Everything that can be configured, parsed once at start. */
export interface Config {
  port: number
  host: string
  /** Origin under which citizens reach the product, without a slash at the end. */
  publicUrl: string
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  dataDir: string
  /** Null: mails are written as files into the data folder. */
  smtpUrl: string | null
  mailFrom: string
  adminEmail: string | null
  adminPassword: string | null
  /** Null: generated into the data folder at the first start. */
  secretKey: string | null
  holdMinutes: number
  reminderLeadHours: number
  retentionDays: number
  bookingChallenge: boolean
  rateLimits: boolean
  /** Reverse proxies in front, each of which appends to X-Forwarded-For; 0: the socket's address counts. */
  trustedProxies: number
  production: boolean
}

const whole = (least: number, most: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(least).max(most))
const onOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).transform((value) => value === 'on')
const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  )
const secret = z.string().min(32, 'must have at least 32 characters; try: openssl rand -base64 48')

const VARIABLES = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATA_DIR: z.string().default('.data'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().regex(/^[^\r\n]+$/).default('Stadt Merseburg <termine@merseburg.example>'),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  SECRET_KEY: secret.optional(),
  HOLD_MINUTES: whole(1, 60).default(10),
  REMINDER_LEAD_HOURS: whole(1, 336).default(24),
  RETENTION_DAYS: whole(0, 3650).default(7),
  BOOKING_CHALLENGE: onOff.default(true),
  RATE_LIMITS: onOff.default(true),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  NODE_ENV: z.string().default('production'),
})

/**
 * Reads the configuration. An empty value counts as absent.
 * @throws StartFailure that names every variable that is wrong, and says how.
 */
export function parseEnv(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(VARIABLES.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  const parsed = VARIABLES.safeParse(given)
  const mistakes = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  // Processes that share a database must make the same tokens, and each has a data folder of its own.
  if (given.DATABASE_URL && !given.SECRET_KEY) mistakes.push('SECRET_KEY: is required together with DATABASE_URL')
  if (!parsed.success || mistakes.length > 0) {
    throw new StartFailure(`The configuration is wrong:\n${mistakes.map((line) => `  ${line}`).join('\n')}`)
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    databaseUrl: value.DATABASE_URL ?? null,
    dataDir: value.DATA_DIR,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM,
    adminEmail: value.ADMIN_EMAIL?.toLowerCase() ?? null,
    adminPassword: value.ADMIN_PASSWORD ?? null,
    secretKey: value.SECRET_KEY ?? null,
    holdMinutes: value.HOLD_MINUTES,
    reminderLeadHours: value.REMINDER_LEAD_HOURS,
    retentionDays: value.RETENTION_DAYS,
    bookingChallenge: value.BOOKING_CHALLENGE,
    rateLimits: value.RATE_LIMITS,
    trustedProxies: value.TRUSTED_PROXIES,
    production: value.NODE_ENV === 'production',
  }
}
