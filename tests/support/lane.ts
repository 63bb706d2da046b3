/**
 * The lanes of the tests. Both check every promise of the product; they differ in how often and in how many
 * combinations.
 *
 * - quick: `npm test`, for every change; a few minutes on two cores.
 * - thorough: `npm run test:thorough` and `.ci/run`; everything.
 *
 * The one switch is the environment variable TEST_LANE, which the commands set. All that differs stands in this file.
 */

/** How much a lane does. */
export interface Lane {
  /** A property with random inputs is tried at most so many times. */
  propertyRuns: number
  /** Rounds of 200 callers who want one start. */
  raceRounds: number
  /** Random schedules of mixed actions at one desk, all at once. */
  mixedRaces: number
  /** Random offices for each special day of the calendar. */
  randomOffices: number
  /** Crashes of the product alone, and of product and PostgreSQL together, as when the power fails. */
  crashes: { product: number; power: number }
  /** So many of the starts after a crash are killed as well. */
  killedStarts: number
  /** In which of the five moments a first start is interrupted; see tests/product/moments.ts. */
  interruptedAt: readonly number[]
  /** The same page is checked in four settings (phone and desktop, light and dark), or in one of two, in turns. */
  everySetting: boolean
  /** In languages other than German, pages are also checked for accessibility, not only for layout and texts. */
  everyLanguage: boolean
  /** The pages are also built in a language that is written from right to left, and looked at in that. */
  rightToLeft: boolean
  /** Changes of a busy day that a desk page must survive, ten at a time. */
  burstOfChanges: number
  /** Pages that Lighthouse looks at. */
  lighthousePages: number
  /** The recipes of docs/recipes are followed in a copy of the project, which is then built and tested. */
  recipes: boolean
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
  rightToLeft: false,
  burstOfChanges: 100,
  lighthousePages: 1,
  recipes: false,
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
  rightToLeft: true,
  burstOfChanges: 500,
  lighthousePages: 3,
  recipes: true,
}

const LANES: Record<string, Lane> = { quick: QUICK, thorough: THOROUGH }

const name = process.env.TEST_LANE || 'quick'
if (!Object.hasOwn(LANES, name)) throw new Error(`TEST_LANE is "${name}"; there are: ${Object.keys(LANES)}`)

/** The lane of this run. */
export const lane: Lane = LANES[name]!

/** How often a property is tried that is tried `all` times in the thorough lane. */
export const propertyRuns = (all: number): number => Math.min(all, lane.propertyRuns)
