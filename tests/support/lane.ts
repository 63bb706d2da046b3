/**
 * The lanes of the tests. They differ in the number of repetitions and of combinations; Lighthouse, the recipe and tours of
 * the pages in languages other than German are only in the thorough lane.
 *
 * - quick: `npm test`, for every change; a few minutes on two cores.
 * - thorough: `npm run test:thorough` and `.ci/run`; everything.
 *
 * The environment variable TEST_LANE, which the commands set, chooses the lane. All differences are in this file.
 */

/** The amount of testing in a lane. */
export interface Lane {
  /** Maximal number of runs of a property with random inputs. */
  propertyRuns: number
  /** Rounds of 200 concurrent requests for one start. */
  raceRounds: number
  /** Random schedules of concurrent mixed actions at one desk. */
  mixedRaces: number
  /** Random offices for each edge of the calendar. */
  randomOffices: number
  /** Crashes of the product only, and of product and PostgreSQL together as in a power failure. */
  crashes: { product: number; power: number }
  /** Kills of PostgreSQL only. */
  postgresKills: number
  /** Number of starts after a crash that are killed as well. */
  killedStarts: number
  /** Signals that stop the product. */
  stopSignals: readonly NodeJS.Signals[]
  /** Indexes of the phases in which a first start is interrupted; see tests/product/start-phases.ts. */
  interruptedAt: readonly number[]
  /** Transitions and smooth scrolling in all journeys; false: browsers ask for reduced motion. */
  motion: boolean
  /** Checks each page on a light phone and on a dark desktop; false: alternately on one of them. */
  everySetting: boolean
  /** Checks the accessibility of pages in all their states; false: in the initial ones, with errors and with taken times. */
  everyState: boolean
  /** Visits all pages in all languages; false: only in German. */
  everyLanguage: boolean
  /** Builds and checks the pages in a right-to-left language too. */
  rightToLeft: boolean
  /** Changes of a busy day for the desk page, ten at a time. */
  burstOfChanges: number
  /** Lighthouse audits pages. */
  lighthouse: boolean
  /** The recipes of docs/recipes are followed in a copy of the project, which is then built and tested. */
  recipes: boolean
}

const QUICK: Lane = {
  propertyRuns: 100,
  raceRounds: 3,
  mixedRaces: 8,
  randomOffices: 1,
  crashes: { product: 0, power: 1 },
  postgresKills: 1,
  killedStarts: 0,
  stopSignals: ['SIGTERM'],
  interruptedAt: [4],
  motion: false,
  everySetting: false,
  everyState: false,
  everyLanguage: false,
  rightToLeft: false,
  burstOfChanges: 100,
  lighthouse: false,
  recipes: false,
}

const THOROUGH: Lane = {
  propertyRuns: Infinity,
  raceRounds: 20,
  mixedRaces: 25,
  randomOffices: 2,
  crashes: { product: 8, power: 4 },
  postgresKills: 3,
  killedStarts: 2,
  stopSignals: ['SIGINT', 'SIGTERM', 'SIGHUP'],
  interruptedAt: [0, 1, 2, 3, 4],
  motion: true,
  everySetting: true,
  everyState: true,
  everyLanguage: true,
  rightToLeft: true,
  burstOfChanges: 500,
  lighthouse: true,
  recipes: true,
}

const LANES: Record<string, Lane> = { quick: QUICK, thorough: THOROUGH }

const name = process.env.TEST_LANE || 'quick'
if (!Object.hasOwn(LANES, name)) throw new Error(`TEST_LANE is "${name}"; there are: ${Object.keys(LANES)}`)

/** The lane of this run. */
export const lane: Lane = LANES[name]!

/** Number of runs of a property in this lane. @param all number in the thorough lane */
export const propertyRuns = (all: number): number => Math.min(all, lane.propertyRuns)
