import type { Reporter, TestModule } from 'vitest/node'

/** Number of listed files. */
const LISTED = 15

/** A reporter of Vitest that lists the slowest test files at the end of a run with many files. */
export default class Durations implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= LISTED) return
    const files = modules
      .map((file) => {
        const { collectDuration, setupDuration, duration } = file.diagnostic()
        return { name: file.relativeModuleId, seconds: (collectDuration + setupDuration + duration) / 1000 }
      })
      .sort((a, b) => b.seconds - a.seconds)
    const total = files.reduce((sum, { seconds }) => sum + seconds, 0)
    console.log(
      `\n Longest of ${files.length} test files, which took ${total.toFixed(0)} s one after the other:`,
    )
    for (const { name, seconds } of files.slice(0, LISTED))
      console.log(`${seconds.toFixed(1).padStart(8)} s  ${name}`)
  }
}
