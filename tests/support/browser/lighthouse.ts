import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { browserEnvironment } from './browser-clock.ts'
import { BROWSER_FLAGS } from './find-browser.ts'

/** Categories of Lighthouse; scores are from 0 to 100. */
export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export interface Audit {
  scores: Record<string, number>
  /** Cumulative layout shift while the page loads. Like the times, only with the category `performance`. */
  shift: number
  /** First and largest contentful paint, in milliseconds. */
  paint: { first: number; largest: number }
  /** Total blocking time, in milliseconds. */
  blocked: number
  /** Ids of the audits that are not fully passed, with their explanations. */
  findings: string[]
}

/** Audits a page by Lighthouse, simulating a mid-range phone on a slow mobile network with an empty cache. */
export async function audit(browser: string, url: string, categories: Category[]): Promise<Audit> {
  const chrome = await launch({
    chromePath: browser,
    chromeFlags: ['--headless=new', ...BROWSER_FLAGS],
    envVars: browserEnvironment,
  })
  try {
    const run = await lighthouse(url, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: categories,
      disableFullPageScreenshot: true,
      // A page with an event stream never finishes loading.
      maxWaitForLoad: 10_000,
    })
    if (!run || run.lhr.runtimeError)
      throw new Error(`${url}: ${run?.lhr.runtimeError?.message ?? 'no result'}`)
    return summary(run.lhr)
  } finally {
    chrome.kill()
  }
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

function summary({ categories, audits }: Report): Audit {
  const counted = new Set(
    Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    ),
  )
  const figure = (id: string) => audits[id]?.numericValue ?? NaN
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
    ),
    shift: figure('cumulative-layout-shift'),
    paint: { first: figure('first-contentful-paint'), largest: figure('largest-contentful-paint') },
    blocked: figure('total-blocking-time'),
    findings: Object.values(audits)
      .filter(({ id, score }) => counted.has(id) && score !== null && score < 1)
      .map(({ id, displayValue, title }) => `${id}: ${displayValue ?? title}`),
  }
}
