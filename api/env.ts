import { z } from 'zod'
import { type Config, LOG_LEVELS, type ProviderRoles } from './kernel/config.ts'
import { type Role, ROLES } from './kernel/roles.ts'
import { StartFailure } from './kernel/failure.ts'
import { parseMailbox } from './kernel/mailbox.ts'
import { BROWSERS_SERVICES, isServiceName } from './kernel/push-services.ts'

const whole = (min: number, max: number) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max,
      `must be a whole number from ${min} to ${max}`,
    )
    .transform(Number)
const onOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).transform((value) => value === 'on')
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
const isMailbox = (value: string): boolean => {
  try {
    return Boolean(parseMailbox(value))
  } catch {
    return false
  }
}
const secret = z.string().min(32, 'must have at least 32 characters; try: openssl rand -base64 48')

/** Comma-separated hosts; `off`: none. */
const services = z
  .string()
  .transform((value) => (value === 'off' ? [] : value.split(',').map((name) => name.trim().toLowerCase())))
  .refine(
    (names) => names.every(isServiceName),
    'must be "off", or hosts such as push.example.org or *.example.org, with commas between them',
  )

/** `claim: value=role, value=role`, e.g. `groups: termine-amt=clerk, termine-it=admin` */
const rolesByClaim = z.string().transform((value, context): ProviderRoles => {
  const [claim = '', pairs = ''] = value.split(/:(.*)/s).map((part) => part.trim())
  const byValue = new Map(
    pairs.split(',').map((pair) => {
      const at = pair.lastIndexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const
    }),
  )
  const good = (text: string): text is Role => (ROLES as readonly string[]).includes(text)
  if (!claim || ![...byValue].every(([from, role]) => from && good(role)))
    context.addIssue(
      `must be a claim and its values, e.g. "groups: desk=clerk, it=admin", with ${ROLES.join(', ')}`,
    )
  return { claim, byValue: byValue as Map<string, Role> }
})

/** An issuer needs TLS, unless it is on this machine (for trying it out). */
const issuer = url('http:', 'https:').refine((value) => {
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}, 'must begin with https://, unless it is on this machine')

const VARIABLES = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres:', 'postgresql:').optional(),
  DATA_DIR: z.string().default('.data'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z
    .string()
    .refine(isMailbox, 'must be one mailbox, e.g. Stadt Beispiel <termine@example.org>')
    .optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  STAFF_SECOND_FACTOR: z
    .enum(['required', 'optional'], { error: 'must be "required" or "optional"' })
    .default('optional'),
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  OIDC_ROLES: rolesByClaim.optional(),
  OIDC_ONLY: onOff.default(false),
  SECRET_KEY: secret.optional(),
  HOLD_MINUTES: whole(1, 60).default(10),
  REMINDER_LEAD_HOURS: whole(1, 336).default(24),
  RETENTION_DAYS: whole(0, 3650).default(7),
  // The database never deletes the last 90 days, see forget_audit() in prisma/functions.
  AUDIT_RETENTION_DAYS: whole(90, 36_500).default(730),
  PUSH_SERVICES: services.default(BROWSERS_SERVICES),
  BOOKING_CHALLENGE: onOff.default(true),
  RATE_LIMITS: onOff.default(true),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  NODE_ENV: z.string().default('production'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
})

/**
 * Reads the configuration. An empty value counts as absent.
 * @throws StartFailure with every invalid variable and the reason
 */
export function parseEnv(env: Record<string, string | undefined>): Config {
  const given = givenIn(env)
  const parsed = VARIABLES.safeParse(given)
  const mistakes = parsed.success ? [] : mistakesIn(parsed.error)
  // Processes on one database must derive the same tokens, but each has its own data folder.
  if (given.DATABASE_OWNER_URL && !given.DATABASE_URL)
    mistakes.push('DATABASE_OWNER_URL: needs a DATABASE_URL beside it')
  if (given.DATABASE_URL && !given.SECRET_KEY)
    mistakes.push('SECRET_KEY: is required together with DATABASE_URL')
  const ofProvider = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  if (given.OIDC_ISSUER)
    for (const name of ofProvider)
      if (!given[name]) mistakes.push(`${name}: is required together with OIDC_ISSUER`)
  if (!given.OIDC_ISSUER)
    for (const name of [...ofProvider, 'OIDC_NAME', 'OIDC_ROLES', 'OIDC_ONLY'])
      if (given[name]) mistakes.push(`${name}: needs an OIDC_ISSUER beside it`)
  if (!parsed.success || mistakes.length > 0) throw wrong(mistakes)
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    databaseUrl: value.DATABASE_URL ?? null,
    databaseOwnerUrl: value.DATABASE_OWNER_URL ?? null,
    dataDir: value.DATA_DIR,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? null,
    adminEmail: value.ADMIN_EMAIL?.toLowerCase() ?? null,
    adminPassword: value.ADMIN_PASSWORD ?? null,
    secondFactor: value.STAFF_SECOND_FACTOR,
    provider: value.OIDC_ISSUER
      ? {
          issuer: value.OIDC_ISSUER,
          clientId: value.OIDC_CLIENT_ID!,
          clientSecret: value.OIDC_CLIENT_SECRET!,
          name: value.OIDC_NAME ?? new URL(value.OIDC_ISSUER).hostname,
          only: value.OIDC_ONLY,
          roles: value.OIDC_ROLES ?? null,
        }
      : null,
    secretKey: value.SECRET_KEY ?? null,
    holdMinutes: value.HOLD_MINUTES,
    reminderLeadHours: value.REMINDER_LEAD_HOURS,
    retentionDays: value.RETENTION_DAYS,
    auditRetentionDays: value.AUDIT_RETENTION_DAYS,
    pushServices: value.PUSH_SERVICES,
    bookingChallenge: value.BOOKING_CHALLENGE,
    rateLimits: value.RATE_LIMITS,
    trustedProxies: value.TRUSTED_PROXIES,
    production: value.NODE_ENV === 'production',
    logLevel: value.LOG_LEVEL,
  }
}

/**
 * The database settings alone, for commands that need nothing else.
 * @throws StartFailure as parseEnv does
 */
export function parseDatabaseEnv(
  env: Record<string, string | undefined>,
): Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataDir'> {
  const parsed = VARIABLES.pick({ DATABASE_URL: true, DATABASE_OWNER_URL: true, DATA_DIR: true }).safeParse(
    givenIn(env),
  )
  if (!parsed.success) throw wrong(mistakesIn(parsed.error))
  const { DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR } = parsed.data
  return {
    databaseUrl: DATABASE_URL ?? null,
    databaseOwnerUrl: DATABASE_OWNER_URL ?? null,
    dataDir: DATA_DIR,
  }
}

/** The configuration with the port that the system chose for PORT=0. */
export function listeningOn(config: Config, port: number): Config {
  return { ...config, port, publicUrl: config.publicUrl.replace(/^(http:\/\/localhost):0$/, `$1:${port}`) }
}

const givenIn = (env: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.keys(VARIABLES.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])))

const mistakesIn = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)

const wrong = (mistakes: string[]) =>
  new StartFailure(`The configuration is wrong:\n${mistakes.map((line) => `    ${line}`).join('\n')}`)
