import { once } from 'node:events'
import { type ProductProcess, startProduct } from '../support/product.ts'
import type { Question, Usage } from './reporter.ts'
import type { Profile } from './profile.ts'

/** The product under load, in its own process. */
export interface ApiProcess {
  /** Address of GraphQL. */
  graphql: URL
  usage(options?: { afterCollectingGarbage?: boolean }): Promise<Usage>
  startProfile(): Promise<void>
  stopProfile(): Promise<Profile>
  end(): Promise<void>
}

export interface ApiOptions {
  databaseUrl: string
  /** Folder for mails if there is no SMTP server. */
  dataDir: string
  /** SMTP server; absent: mails are files in the data folder. */
  smtpUrl?: string
  /** Account of the first admin. */
  admin?: { email: string; password: string }
}

/** Starts the product on a migrated database. */
export async function startApi({ databaseUrl, dataDir, smtpUrl, admin }: ApiOptions): Promise<ApiProcess> {
  const product = startProduct({
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'a key for measurements, as long as it must be',
    DATA_DIR: dataDir,
    SMTP_URL: smtpUrl ?? '',
    ADMIN_EMAIL: admin?.email ?? '',
    ADMIN_PASSWORD: admin?.password ?? '',
    RATE_LIMITS: 'off',
    BOOKING_CHALLENGE: 'off',
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import=${import.meta.resolve('./reporter.ts')}`,
  })
  const origin = new URL(await product.ready)
  // Avoids a look-up of `localhost` for every connection.
  origin.hostname = '127.0.0.1'
  return {
    graphql: new URL('/graphql', origin),
    usage: ({ afterCollectingGarbage } = {}) =>
      ask<Usage>(product, afterCollectingGarbage ? 'usage after collecting garbage' : 'usage'),
    startProfile: () => ask(product, 'start profile'),
    stopProfile: () => ask<Profile>(product, 'stop profile'),
    async end() {
      const { code, output } = await product.end()
      if (code !== 0) console.log(`The product ended with ${code}:\n${output}`)
    },
  }
}

async function ask<T>({ process: api, exit }: ProductProcess, question: Question): Promise<T> {
  const answered = once(api, 'message')
  api.send(question)
  const [answer] = (await Promise.race([
    answered,
    exit.then(({ code, output }) => Promise.reject(new Error(`The product ended with ${code}:\n${output}`))),
  ])) as [T]
  return answer
}
