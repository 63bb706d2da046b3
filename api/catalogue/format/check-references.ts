import type { Catalogue } from './catalogue.ts'
import { minutesOf } from './hours.ts'
import type { CatalogueProblem } from './problem.ts'

/** One entry of a file: `value` is there when the entry itself is right. */
export interface Parsed<Value> {
  file: string
  /** Place of the entry, e.g. `services[3]`. */
  path: string
  /** What it calls itself, even when the rest is wrong. */
  id: string | undefined
  value: Value | undefined
}

/** All lists of a catalogue, entry by entry, so that one wrong entry does not hide what others have wrong. */
export type ParsedCatalogue = {
  [List in keyof Omit<Catalogue, 'office' | 'pages'>]: Parsed<Catalogue[List][number]>[]
}

/** A catalogue whose every entry is right in itself. */
export function parsedOf(catalogue: Pick<Catalogue, keyof ParsedCatalogue>): ParsedCatalogue {
  const { topics, departments, locations, desks, services, referrals, sources } = catalogue
  return {
    topics: listed('topics', topics),
    departments: listed('departments', departments),
    locations: listed('locations', locations),
    desks: listed('desks', desks),
    services: listed('services', services),
    referrals: listed('referrals', referrals),
    sources: listed('sources', sources),
  }
}

const listed = <Value extends object>(list: string, values: Value[]): Parsed<Value>[] =>
  values.map((value, index) => {
    const id = 'id' in value ? value.id : 'key' in value ? value.key : undefined
    return { file: `${list}.json`, path: `${list}[${index}]`, id: id as string | undefined, value }
  })

type Wrong = (
  entry: Parsed<unknown>,
  path: string,
  reason: string,
  more: Required<Pick<CatalogueProblem, 'code'>> & Pick<CatalogueProblem, 'limit' | 'about'>,
) => void

/**
 * What no file can know by itself: ids that lead nowhere or to two things, modes that contradict each other,
 * services that nobody can book. Entries that are wrong in themselves count as there, but are not looked into.
 */
export function checkReferences(
  parsed: ParsedCatalogue,
  office: Catalogue['office'] | undefined,
): CatalogueProblem[] {
  const problems: CatalogueProblem[] = []
  const wrong: Wrong = ({ file, path, id }, key, reason, more) =>
    problems.push({ file, path: key ? `${path}.${key}` : path, entry: id, reason, ...more })

  for (const list of Object.values<Parsed<unknown>[]>(parsed))
    checkUnique(list, (entry) => entry.id, 'id', wrong)
  checkUnique(parsed.services, (entry) => entry.value?.slug, 'slug', wrong)
  checkServices(parsed, wrong)
  checkDesks(parsed, wrong)
  checkBookable(parsed, wrong)
  for (const entry of parsed.referrals) {
    checkKnown(entry, 'topicIds', entry.value?.topicIds, parsed.topics, 'topic', wrong)
  }
  checkSources(parsed, wrong)
  for (const [index, key] of (office?.verification?.sources ?? []).entries()) {
    if (parsed.sources.some(({ id }) => id === key)) continue
    const path = `verification.sources[${index}]`
    problems.push({ file: 'office.json', path, reason: `there is no source "${key}"` })
  }
  return problems
}

function checkUnique<Value>(
  list: Parsed<Value>[],
  nameOf: (entry: Parsed<Value>) => string | undefined,
  key: string,
  wrong: Wrong,
) {
  const seen = new Map<string, string>()
  for (const entry of list) {
    const name = nameOf(entry)
    if (name === undefined) continue
    const first = seen.get(name)
    if (first) wrong(entry, key, `"${name}" is already that of ${first}`, { code: 'ALREADY_TAKEN' })
    else seen.set(name, entry.path)
  }
}

/** Ids that a list names and another file does not have. */
function checkKnown(
  entry: Parsed<unknown>,
  key: string,
  ids: readonly string[] | undefined,
  list: Parsed<unknown>[],
  noun: string,
  wrong: Wrong,
) {
  ids?.forEach((id, index) => {
    if (!list.some((other) => other.id === id))
      wrong(entry, `${key}[${index}]`, `there is no ${noun} "${id}"`, { code: 'UNKNOWN_ENTRY' })
  })
}

/** The entry with that id; says so when there is none. */
function named<Value>(
  entry: Parsed<unknown>,
  key: string,
  id: string,
  list: Parsed<Value>[],
  noun: string,
  wrong: Wrong,
): Value | undefined {
  const found = list.find((other) => other.id === id)
  if (!found) wrong(entry, key, `there is no ${noun} "${id}"`, { code: 'UNKNOWN_ENTRY' })
  return found?.value
}

function checkServices({ services, departments, topics }: ParsedCatalogue, wrong: Wrong) {
  for (const entry of services) {
    const service = entry.value
    if (!service) continue
    checkKnown(entry, 'topicIds', service.topicIds, topics, 'topic', wrong)
    const department = named(entry, 'departmentId', service.departmentId, departments, 'department', wrong)
    if (department && department.mode !== service.mode) {
      const reason = `is ${service.mode}, but its department "${department.id}" is ${department.mode}`
      wrong(entry, 'mode', reason, { code: 'MODE_DIFFERS' })
    }
  }
}

function checkDesks({ desks, departments, locations, services }: ParsedCatalogue, wrong: Wrong) {
  for (const entry of desks) {
    const desk = entry.value
    if (!desk) continue
    const department = named(entry, 'departmentId', desk.departmentId, departments, 'department', wrong)
    if (department && department.mode !== desk.kind) {
      const reason = `is ${desk.kind}, but its department "${department.id}" is ${department.mode}`
      wrong(entry, 'kind', reason, { code: 'MODE_DIFFERS' })
    }
    const location = named(entry, 'locationId', desk.locationId, locations, 'location', wrong)
    if (location && location.kind !== desk.kind) {
      const reason = `is ${desk.kind}, but its location "${location.id}" is ${location.kind}`
      wrong(entry, 'kind', reason, { code: 'MODE_DIFFERS' })
    }
    desk.serviceIds.forEach((id, index) => {
      const service = named(entry, `serviceIds[${index}]`, id, services, 'service', wrong)
      if (service && service.mode !== desk.kind) {
        const reason = `"${id}" is ${service.mode}, but the desk is ${desk.kind}`
        wrong(entry, `serviceIds[${index}]`, reason, { code: 'DESK_MODE_DIFFERS', about: id })
      }
    })
  }
}

/** No dead ends: each service has a desk that is open long enough for the largest party it takes. */
function checkBookable({ services, desks }: ParsedCatalogue, wrong: Wrong) {
  // A desk that could not be read may be just the one that serves it.
  if (desks.length === 0 || desks.some(({ value }) => !value)) return
  for (const entry of services) {
    const service = entry.value
    if (!service) continue
    const serving = desks.flatMap(({ value }) => (value?.serviceIds.includes(service.id) ? [value] : []))
    if (serving.length === 0) {
      wrong(entry, '', 'no desk serves it', { code: 'NO_DESK' })
      continue
    }
    const visit = service.durationMinutes + (service.maxPersons - 1) * service.extraMinutesPerPerson
    const fits = serving.some((desk) =>
      desk.weeklyHours.some((hours) => minutesOf(hours) >= visit + desk.bufferMinutes),
    )
    if (!fits) {
      const reason = `a visit of ${service.maxPersons} takes ${visit} minutes, longer than any desk for it is open`
      wrong(entry, '', reason, { code: 'NOT_OPEN_SO_LONG', limit: visit })
    }
  }
}

function checkSources({ services, desks, referrals, sources }: ParsedCatalogue, wrong: Wrong) {
  for (const entry of [...services, ...desks, ...referrals]) {
    checkKnown(entry, 'verification.sources', entry.value?.verification?.sources, sources, 'source', wrong)
  }
  for (const entry of services) {
    if (entry.value?.leikaSource)
      named(entry, 'leikaSource', entry.value.leikaSource, sources, 'source', wrong)
  }
}
