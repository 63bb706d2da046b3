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

const EVERY_RULE: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** For dark mode, which differs only in colours. */
const RULES_ABOUT_COLOUR: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** The width of a phone, and of a desktop at 400 % (WCAG 2.2, 1.4.10). */
const NARROW = 320

/**
 * The accessibility problems of the present page. In German: axe, target sizes, text spacing, reduced motion. In other
 * languages: texts that do not fit or are not translated. The thorough lane checks everything in every language, and
 * runs axe at 320 and 1280 px, light and dark.
 * @param nth number of pages checked before: the quick lane runs axe once a page, alternately on a light phone and a
 * dark desktop
 */
export async function findingsOn(page: Page, speech: Speech, nth: number): Promise<string[]> {
  const findings: string[] = []
  const add = (how: string, found: string[]) => findings.push(...found.map((each) => `${how}: ${each}`))
  const full = lane.everyLanguage || speech === GERMAN
  const axe = async (colorScheme: 'light' | 'dark', width: number, rules: RunOnly) => {
    await page.emulateMedia({ colorScheme })
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
    add(`${width}, ${colorScheme}`, await page.evaluate(runAxe, rules))
  }
  const text = async (width: number) => {
    add(`${width}`, await page.evaluate(lostText))
    if (!full) return
    await page.evaluate(spaceText, true)
    add(`${width}, spaced`, await page.evaluate(lostText))
    await page.evaluate(spaceText, false)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  add('language', await page.evaluate(wrongLanguage, expectedOn(page, speech)))

  await page.setViewportSize({ width: NARROW, height: 900 })
  if (full && (lane.everySetting || nth % 2 === 0)) await axe('light', NARROW, EVERY_RULE)
  if (full) {
    add('motion', await page.evaluate(motion))
    add('target', await page.evaluate(smallTargets))
  }
  await text(NARROW)
  if (lane.everySetting) await axe('dark', NARROW, RULES_ABOUT_COLOUR)

  await page.setViewportSize(DESKTOP)
  if (lane.everySetting) await axe('dark', DESKTOP.width, RULES_ABOUT_COLOUR)
  if (lane.everySetting) await axe('light', DESKTOP.width, EVERY_RULE)
  else if (full && nth % 2 === 1) await axe('dark', DESKTOP.width, EVERY_RULE)
  await text(DESKTOP.width)
  return findings
}

/** Staff pages in Einfache Sprache also show German texts, which have the same `lang`. */
function expectedOn(page: Page, { lang, dir, untranslated }: Speech): Expected {
  const isForStaff = new URL(page.url()).pathname.includes('/personal')
  return { lang, dir, untranslated: lang === GERMAN.lang && isForStaff ? [] : [...untranslated] }
}

/** Runs in the page. */
async function runAxe(rules: RunOnly): Promise<string[]> {
  const { violations } = await window.axe.run({
    runOnly: rules,
    // `smallTargets` requires larger sizes, and allows suggestions to cover other elements.
    rules: { 'target-size': { enabled: false } },
    resultTypes: ['violations'],
    // No used rule needs style sheets, which axe would fetch for each run.
    preload: false,
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
