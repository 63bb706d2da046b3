import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { default as axeCore, RunOnly } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESKTOP } from '../../support/browser/page.ts'
import { lane } from '../../support/lane.ts'
import { lostText, motion, smallTargets, spaceText } from './boxes.ts'
import { GERMAN, type Speech } from './speech.ts'
import { type Expected, wrongLanguage } from './texts.ts'

declare global {
  interface Window {
    axe: typeof axeCore
  }
}

// The minified build, because every page loads it again.
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What a run of axe checks. */
interface Rules {
  runOnly: RunOnly
  /** Rules that are left out. */
  without: string[]
}

/** These take half of the time of a run. */
const ABOUT_COLOUR = ['color-contrast', 'link-in-text-block']
const TAGS: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
const EVERY_RULE: Rules = { runOnly: TAGS, without: [] }
/** For dark mode, which differs only in colours. */
const RULES_ABOUT_COLOUR: Rules = { runOnly: { type: 'rule', values: ABOUT_COLOUR }, without: [] }
/** For languages other than German, which have other texts but the same colours. */
const RULES_ABOUT_THE_REST: Rules = { runOnly: TAGS, without: ABOUT_COLOUR }

/** The width of a phone, and of a desktop at 400 % (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 900 }

/**
 * The problems of the present page.
 * - In every language: texts that do not fit at 320 or 1280 px, texts that are not translated.
 * - In German also: axe, target sizes, text spacing, reduced motion. The quick lane runs axe once a page, alternately on
 *   a light phone and a dark desktop; the thorough lane at 320 and 1280 px, light and dark.
 * - In the thorough lane everything except colours and motion, which are equal in all languages, is checked in every
 *   language; axe once a page.
 * @param nth number of pages checked before
 */
export async function findingsOn(page: Page, speech: Speech, nth: number): Promise<string[]> {
  const findings: string[] = []
  const add = (how: string, found: string[]) => findings.push(...found.map((each) => `${how}: ${each}`))
  const isGerman = speech === GERMAN
  const full = lane.everyLanguage || isGerman
  const axe = async (setting: string, rules: Rules) => {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
    add(setting, await page.evaluate(runAxe, rules))
  }
  const text = async (width: number) => {
    add(`${width}`, await page.evaluate(lostText))
    if (!full) return
    await page.evaluate(spaceText, true)
    add(`${width}, spaced`, await page.evaluate(lostText))
    await page.evaluate(spaceText, false)
  }
  const inEverySetting = isGerman && lane.everySetting
  const inTurn = isGerman && !lane.everySetting

  add('language', await page.evaluate(wrongLanguage, expectedOn(page, speech)))

  await page.setViewportSize(NARROW)
  if (inEverySetting || (inTurn && nth % 2 === 0)) await axe('320, light', EVERY_RULE)
  if (full && !isGerman) await axe('320', RULES_ABOUT_THE_REST)
  if (isGerman) add('motion', await page.evaluate(motion))
  if (full) add('target', await page.evaluate(smallTargets))
  await text(NARROW.width)

  if (inEverySetting) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await axe('320, dark', RULES_ABOUT_COLOUR)
    await page.setViewportSize(DESKTOP)
    await axe('1280, dark', RULES_ABOUT_COLOUR)
    await page.emulateMedia({ colorScheme: 'light' })
    await axe('1280, light', EVERY_RULE)
  } else await page.setViewportSize(DESKTOP)
  if (inTurn && nth % 2 === 1) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await axe('1280, dark', EVERY_RULE)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await text(DESKTOP.width)
  return findings
}

/** Staff pages in Einfache Sprache also show German texts, which have the same `lang`. */
function expectedOn(page: Page, { lang, dir, untranslated }: Speech): Expected {
  const isForStaff = new URL(page.url()).pathname.includes('/personal')
  return { lang, dir, untranslated: lang === GERMAN.lang && isForStaff ? [] : [...untranslated] }
}

/** Runs in the page. */
async function runAxe({ runOnly, without }: Rules): Promise<string[]> {
  const { violations } = await window.axe.run({
    runOnly,
    // `smallTargets` requires larger sizes than `target-size`, and allows suggestions to cover other elements.
    rules: Object.fromEntries(['target-size', ...without].map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
    // No used rule needs style sheets, which axe would fetch for each run.
    preload: false,
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
