import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { default as axeCore, RunOnly } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESKTOP } from '../../support/page.ts'
import { lostText, motion, smallTargets, spaceText } from './boxes.ts'

declare global {
  interface Window {
    axe: typeof axeCore
  }
}

// Every page loads it anew: what is small is read sooner.
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const EVERY_RULE: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** In the dark the same elements stand in the same places; only their colours are others. */
const RULES_ABOUT_COLOUR: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** A phone, and also a desktop at 400 % (WCAG 2.2, 1.4.10). */
const NARROW = 320

/**
 * What is wrong with the page as it stands: for axe, at 320 and 1280 px, light and dark; for those who cannot hit
 * small things, space their letters, or want nothing to move.
 */
export async function findingsOn(page: Page): Promise<string[]> {
  const findings: string[] = []
  const add = (how: string, found: string[]) => findings.push(...found.map((each) => `${how}: ${each}`))
  const axe = async (colorScheme: 'light' | 'dark', width: number, rules: RunOnly) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    add(`${width}, ${colorScheme}`, await page.evaluate(runAxe, rules))
  }
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)

  await page.setViewportSize({ width: NARROW, height: 900 })
  await axe('light', NARROW, EVERY_RULE)
  add('motion', await page.evaluate(motion))
  add('target', await page.evaluate(smallTargets))
  add('320', await page.evaluate(lostText))
  await page.evaluate(spaceText, true)
  add('320, spaced', await page.evaluate(lostText))
  await page.evaluate(spaceText, false)
  await axe('dark', NARROW, RULES_ABOUT_COLOUR)

  await page.setViewportSize(DESKTOP)
  await axe('dark', DESKTOP.width, RULES_ABOUT_COLOUR)
  await axe('light', DESKTOP.width, EVERY_RULE)
  add('1280', await page.evaluate(lostText))
  await page.evaluate(spaceText, true)
  add('1280, spaced', await page.evaluate(lostText))
  await page.evaluate(spaceText, false)
  return findings
}

/** Runs in the page. */
async function runAxe(rules: RunOnly): Promise<string[]> {
  const { violations } = await window.axe.run({
    runOnly: rules,
    // `smallTargets` asks for more, and does not mind that suggestions lie on what is below them.
    rules: { 'target-size': { enabled: false } },
    resultTypes: ['violations'],
    // No rule here reads style sheets, which axe would fetch for each run.
    preload: false,
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
