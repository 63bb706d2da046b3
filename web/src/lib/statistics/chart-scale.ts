/**
 * Axis ticks: about `count` integers from 0 to at least `max`, at a distance of 1, 2 or 5 times a power of ten.
 */
export function ticksTo(max: number, count = 4): number[] {
  const rough = Math.max(max, 1) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough)!,
  )
  return Array.from({ length: Math.ceil(Math.max(max, 1) / step) + 1 }, (_, n) => n * step)
}

/**
 * The days with a label below a chart: all of up to ten days, the Mondays of up to ten weeks, otherwise the first days of
 * the months.
 */
export function labelledDays(days: readonly string[]): ReadonlySet<string> {
  const isMonday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() === 1
  return new Set(
    days.filter((day) => days.length <= 10 || (days.length <= 70 ? isMonday(day) : day.endsWith('-01'))),
  )
}
