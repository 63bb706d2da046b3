import type { ApiProcess } from './api-process.ts'
import { startApi } from './api-process.ts'
import type { BenchDatabases } from './databases.ts'
import { type Measured, measure, percentile } from './load.ts'
import { short, table } from './table.ts'
import { bookTurn, signInTurns } from './turns.ts'
import type { PlannedVisit } from './visits.ts'

const ACCOUNT = { email: 'bench@rathaus.example', password: 'nur fuer diese Messung' }
/** Concurrent sign-ins: the whole office at eight o'clock. */
const SIGNING_IN = 20
/** Four callers with a pause of 100 ms: far more than in a town, far below the maximum throughput. */
const BOOKING = { callers: 4, pauseMs: 100 }
const WARM_UP_SECONDS = 2

/**
 * Measures the latency of bookings while staff sign in, because each sign-in derives a key for some tenths of a second.
 * @returns a table; the target is less than twice the latency
 */
export async function measureSignIn(
  databases: BenchDatabases,
  visits: PlannedVisit[][],
  folder: string,
  seconds: number,
): Promise<string> {
  const api = await startApi({ databaseUrl: await databases.fresh(), dataDir: folder, admin: ACCOUNT })
  try {
    const all = visits.flat().values()
    await book(api, all, WARM_UP_SECONDS)
    await signIn(api, WARM_UP_SECONDS)
    const alone = await book(api, all, seconds)
    const [together, signedIn] = await Promise.all([book(api, all, seconds), signIn(api, seconds)])
    const row = (title: string, { latencies, turns }: Measured) => [
      title,
      String(turns),
      ...[0.5, 0.95].map((share) => short(percentile(latencies, share))),
    ]
    const ratio = percentile(together.latencies, 0.95) / percentile(alone.latencies, 0.95)
    return [
      table(
        ['book, four at a time', 'turns', 'p50 ms', 'p95 ms'],
        [
          row('nobody signs in', alone),
          row(`while ${SIGNING_IN} sign in, again and again`, together),
          row('signing in', signedIn),
        ],
      ),
      `\n  p95 of booking while staff sign in: ${ratio.toFixed(2)} × (below 2 is the aim)`,
    ].join('\n')
  } finally {
    await api.end()
  }
}

const book = ({ graphql }: ApiProcess, visits: Iterator<PlannedVisit>, seconds: number) =>
  measure({
    graphql,
    connections: BOOKING.callers,
    pauseMs: BOOKING.pauseMs,
    seconds,
    turnsOf: () => Iterator.from(visits).map(bookTurn),
  })

const signIn = ({ graphql }: ApiProcess, seconds: number) =>
  measure({ graphql, connections: SIGNING_IN, seconds, turnsOf: () => signInTurns(ACCOUNT) })
