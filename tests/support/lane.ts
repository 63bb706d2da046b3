/**
 * The lanes of the tests. Both check every promise of the product; they differ in how often and in how many
 * combinations.
 *
 * - quick: `npm test`, for every change; a few minutes on two cores.
 * - thorough: `npm run test:thorough` and `.ci/run`; everything.
 *
 * The environment variable TEST_LANE, which the commands set, chooses the lane. All differences are in this file.
 */

/** How much a lane does. */
export interface Lane {
  /** Maximal number of runs of a property with random inputs. */
  propertyRuns: number
  /** Rounds of 200 concurrent requests for one start. */
  raceRounds: number
  /** Random schedules of concurrent mixed actions at one desk. */
  mixedRaces: number
  /** Random offices for each special day of the calendar. */
  randomOffices: number
  /** Crashes of the product alone, and of product and PostgreSQL together, as in a power failure. */
  crashes: { product: number; power: number }
  /** Number of starts after a crash that are killed as well. */
  killedStarts: number
  /** In which of the five moments a first start is interrupted; see tests/product/moments.ts. */
  interruptedAt: readonly number[]
  /** The same page is checked in four settings (phone and desktop, light and dark), or in one of two, in turns. */
  everySetting: boolean
  /** In languages other than German, pages are also checked for accessibility, not only for layout and texts. */
  everyLanguage: boolean
  /** Changes of a busy day that a desk page must survive, ten at a time. */
  burstOfChanges: number
  /** Number of pages that Lighthouse audits. */
  lighthousePages: number
}

const QUICK: Lane = {
  propertyRuns: 100,
  raceRounds: 3,
  mixedRaces: 8,
  randomOffices: 1,
  crashes: { product: 2, power: 1 },
  killedStarts: 1,
  interruptedAt: [1, 4],
  everySetting: false,
  everyLanguage: false,
  burstOfChanges: 100,
  lighthousePages: 1,
}

const THOROUGH: Lane = {
  propertyRuns: Infinity,
  raceRounds: 20,
  mixedRaces: 25,
  randomOffices: 2,
  crashes: { product: 14, power: 6 },
  killedStarts: 2,
  interruptedAt: [0, 1, 2, 3, 4],
  everySetting: true,
  everyLanguage: true,
  burstOfChanges: 500,
  lighthousePages: 3,
}

const LANES: Record<string, Lane> = { quick: QUICK, thorough: THOROUGH }

const name = process.env.TEST_LANE || 'quick'
if (!Object.hasOwn(LANES, name)) throw new Error(`TEST_LANE is "${name}"; there are: ${Object.keys(LANES)}`)

/** The lane of this run. */
export const lane: Lane = LANES[name]!

/** How often a property is tried that is tried `all` times in the thorough lane. */
export const propertyRuns = (all: number): number => Math.min(all, lane.propertyRuns)
