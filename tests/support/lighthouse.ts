import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { BROWSER_FLAGS } from './page.ts'

/** What Lighthouse can judge; each from 0 to 100. */
export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo'

export interface Audit {
  scores: Record<string, number>
  /** Cumulative layout shift: how much moves while the page loads; 0 is nothing. */
  shift: number
  /** Ids of the audits that are not fully passed, with what was found in words. */
  findings: string[]
}

/** Looks at pages as Lighthouse does: a middling phone on a slow mobile network, everything loaded anew. */
export async function audit(browser: string, urls: string[], categories: Category[]): Promise<Audit[]> {
  const chrome = await launch({ chromePath: browser, chromeFlags: ['--headless=new', ...BROWSER_FLAGS] })
  try {
    const audits: Audit[] = []
    for (const url of urls) {
      const run = await lighthouse(url, {
        port: chrome.port,
        logLevel: 'error',
        onlyCategories: categories,
        // A page that listens to what is free is never done loading.
        maxWaitForLoad: 10_000,
      })
      if (!run || run.lhr.runtimeError)
        throw new Error(`${url}: ${run?.lhr.runtimeError?.message ?? 'no result'}`)
      audits.push(summary(run.lhr))
    }
    return audits
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
  return {
    scores: Object.fromEntries(
      Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
    ),
    shift: audits['cumulative-layout-shift']?.numericValue ?? 0,
    findings: Object.values(audits)
      .filter(({ id, score }) => counted.has(id) && score !== null && score < 1)
      .map(({ id, displayValue, title }) => `${id}: ${displayValue ?? title}`),
  }
}
