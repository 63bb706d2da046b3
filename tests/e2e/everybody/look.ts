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

const RULES: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}

/** The width of a phone, and of a desktop at 400 % (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 900 }

const SETTINGS = [
  { viewport: NARROW, colorScheme: 'light' },
  { viewport: DESKTOP, colorScheme: 'dark' },
] as const

/**
 * The problems of the present page: texts that are not translated, texts that do not fit, also with more space between
 * letters, words and lines, and targets that are too small. In German also the findings of axe, and motion that was not
 * asked for: markup and colours are equal in all languages.
 * Leaves the page at the width of a desktop.
 * @param nth number of pages checked before
 */
export async function findingsOn(page: Page, speech: Speech, nth: number): Promise<string[]> {
  const findings: string[] = []
  const add = (how: string, found: string[]) => findings.push(...found.map((each) => `${how}: ${each}`))
  const isGerman = speech === GERMAN
  add('language', await page.evaluate(wrongLanguage, expectedOn(page, speech)))
  if (isGerman) add('motion', await page.evaluate(motion))

  const settings = lane.everySetting ? SETTINGS : [SETTINGS[nth % SETTINGS.length]!]
  for (const { viewport, colorScheme } of settings) {
    const name = `${viewport.width}, ${colorScheme}`
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    if (isGerman) {
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
      add(name, await page.evaluate(runAxe, RULES))
    }
    if (viewport === NARROW) add(`${name}, target`, await page.evaluate(smallTargets))
    add(name, await page.evaluate(lostText))
    await page.evaluate(spaceText, true)
    add(`${name}, spaced`, await page.evaluate(lostText))
    await page.evaluate(spaceText, false)
  }
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
  return findings
}

/** Staff pages in Einfache Sprache also show German texts, which have the same `lang`. */
function expectedOn(page: Page, { lang, dir, untranslated }: Speech): Expected {
  const isForStaff = new URL(page.url()).pathname.includes('/personal')
  return { lang, dir, untranslated: lang === GERMAN.lang && isForStaff ? [] : [...untranslated] }
}

/** Runs in the page. */
async function runAxe(runOnly: RunOnly): Promise<string[]> {
  const { violations } = await window.axe.run({
    runOnly,
    // `smallTargets` requires larger sizes than `target-size`, and allows suggestions to cover other elements.
    rules: { 'target-size': { enabled: false } },
    resultTypes: ['violations'],
    // No used rule needs style sheets, which axe would fetch for each run.
    preload: false,
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
