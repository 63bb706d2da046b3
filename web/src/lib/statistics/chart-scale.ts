/**
 * Round numbers from 0 to at least `most`, about `count` of them, each 1, 2 or 5 times a power of ten apart: where the
 * lines of a chart lie. Whole numbers alone.
 */
export function ticksTo(most: number, count = 4): number[] {
  const rough = Math.max(most, 1) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough)!,
  )
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, n) => n * step)
}

/**
 * Which of the days of a range are named below a chart: all of up to ten, else the Mondays, and of more than ten weeks
 * the firsts of the months.
 */
export function namedDays(days: readonly string[]): ReadonlySet<string> {
  const isMonday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 1
  return new Set(
    days.filter((day) => days.length <= 10 || (days.length <= 70 ? isMonday(day) : day.endsWith('-01'))),
  )
}
