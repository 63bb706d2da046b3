import type { Page } from 'playwright-core'

interface TraceEvent {
  name: string
  pid: number
  tid: number
  args: { name?: string }
  /** Processor time of the thread, in microseconds. */
  tdur?: number
}

/**
 * Runs a function while a page is traced; returns the longest task of its main thread in milliseconds of processor time,
 * which does not depend on the load of the machine.
 */
export async function longestTask(page: Page, work: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories: ['toplevel'] })
  await work()
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  )
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && event.tdur && mainThreads.has(threadOf(event)),
  )
  if (tasks.length === 0) throw new Error('the trace has no tasks of a page')
  return Math.max(...tasks.map(({ tdur }) => tdur!)) / 1000
}
