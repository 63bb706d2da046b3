import type { Catalogue } from './catalogue.ts'
import { minutesOf } from './hours.ts'
import type { CatalogueProblem } from './problem.ts'

/** One entry of a file. */
export interface Parsed<Value> {
  file: string
  /** Place of the entry, e.g. `services[3]`. */
  path: string
  /** Its id, also of an invalid entry. */
  id: string | undefined
  /** Undefined: the entry is invalid. */
  value: Value | undefined
}

/** All lists of a catalogue. Entries are parsed one by one, so an invalid entry does not hide problems of others. */
export type ParsedCatalogue = {
  [List in keyof Omit<Catalogue, 'office' | 'pages'>]: Parsed<Catalogue[List][number]>[]
}

/** As a parsed catalogue: one whose entries are all valid. */
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

type Report = (
  entry: Parsed<unknown>,
  path: string,
  reason: string,
  more: Required<Pick<CatalogueProblem, 'code'>> & Pick<CatalogueProblem, 'limit' | 'about'>,
) => void

/**
 * Checks the relations between entries: unknown and duplicate ids, modes that differ, services that cannot be booked.
 * References to an invalid entry are accepted; its own references are not checked.
 */
export function checkReferences(
  parsed: ParsedCatalogue,
  office: Catalogue['office'] | undefined,
): CatalogueProblem[] {
  const problems: CatalogueProblem[] = []
  const report: Report = ({ file, path, id }, key, reason, more) =>
    problems.push({ file, path: key ? `${path}.${key}` : path, entry: id, reason, ...more })

  for (const list of Object.values<Parsed<unknown>[]>(parsed))
    checkUnique(list, (entry) => entry.id, 'id', report)
  checkUnique(parsed.services, (entry) => entry.value?.slug, 'slug', report)
  checkServices(parsed, report)
  checkDesks(parsed, report)
  checkBookable(parsed, report)
  for (const entry of parsed.referrals) {
    checkKnown(entry, 'topicIds', entry.value?.topicIds, parsed.topics, 'topic', report)
  }
  checkSources(parsed, report)
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
  report: Report,
) {
  const seen = new Map<string, string>()
  for (const entry of list) {
    const name = nameOf(entry)
    if (name === undefined) continue
    const first = seen.get(name)
    if (first) report(entry, key, `"${name}" is already that of ${first}`, { code: 'ALREADY_TAKEN' })
    else seen.set(name, entry.path)
  }
}

/** Reports the ids that are not in the list. */
function checkKnown(
  entry: Parsed<unknown>,
  key: string,
  ids: readonly string[] | undefined,
  list: Parsed<unknown>[],
  noun: string,
  report: Report,
) {
  ids?.forEach((id, index) => {
    if (!list.some((other) => other.id === id))
      report(entry, `${key}[${index}]`, `there is no ${noun} "${id}"`, { code: 'UNKNOWN_ENTRY' })
  })
}

/** The entry with that id; reports a problem if there is none. */
function resolve<Value>(
  entry: Parsed<unknown>,
  key: string,
  id: string,
  list: Parsed<Value>[],
  noun: string,
  report: Report,
): Value | undefined {
  const found = list.find((other) => other.id === id)
  if (!found) report(entry, key, `there is no ${noun} "${id}"`, { code: 'UNKNOWN_ENTRY' })
  return found?.value
}

function checkServices({ services, departments, topics }: ParsedCatalogue, report: Report) {
  for (const entry of services) {
    const service = entry.value
    if (!service) continue
    checkKnown(entry, 'topicIds', service.topicIds, topics, 'topic', report)
    const department = resolve(entry, 'departmentId', service.departmentId, departments, 'department', report)
    if (department && department.mode !== service.mode) {
      const reason = `is ${service.mode}, but its department "${department.id}" is ${department.mode}`
      report(entry, 'mode', reason, { code: 'MODE_DIFFERS' })
    }
  }
}

function checkDesks({ desks, departments, locations, services }: ParsedCatalogue, report: Report) {
  for (const entry of desks) {
    const desk = entry.value
    if (!desk) continue
    const department = resolve(entry, 'departmentId', desk.departmentId, departments, 'department', report)
    if (department && department.mode !== desk.kind) {
      const reason = `is ${desk.kind}, but its department "${department.id}" is ${department.mode}`
      report(entry, 'kind', reason, { code: 'MODE_DIFFERS' })
    }
    const location = resolve(entry, 'locationId', desk.locationId, locations, 'location', report)
    if (location && location.kind !== desk.kind) {
      const reason = `is ${desk.kind}, but its location "${location.id}" is ${location.kind}`
      report(entry, 'kind', reason, { code: 'MODE_DIFFERS' })
    }
    desk.serviceIds.forEach((id, index) => {
      const service = resolve(entry, `serviceIds[${index}]`, id, services, 'service', report)
      if (service && service.mode !== desk.kind) {
        const reason = `"${id}" is ${service.mode}, but the desk is ${desk.kind}`
        report(entry, `serviceIds[${index}]`, reason, { code: 'DESK_MODE_DIFFERS', about: id })
      }
    })
  }
}

/** Each service needs a desk whose opening hours are long enough for the largest number of persons. */
function checkBookable({ services, desks }: ParsedCatalogue, report: Report) {
  // An invalid desk may be the one that serves it.
  if (desks.length === 0 || desks.some(({ value }) => !value)) return
  for (const entry of services) {
    const service = entry.value
    if (!service) continue
    const serving = desks.flatMap(({ value }) => (value?.serviceIds.includes(service.id) ? [value] : []))
    if (serving.length === 0) {
      report(entry, '', 'no desk serves it', { code: 'NO_DESK' })
      continue
    }
    const visit = service.durationMinutes + (service.maxPersons - 1) * service.extraMinutesPerPerson
    const fits = serving.some((desk) =>
      desk.weeklyHours.some((hours) => minutesOf(hours) >= visit + desk.bufferMinutes),
    )
    if (!fits) {
      const reason = `a visit of ${service.maxPersons} takes ${visit} minutes, longer than any desk for it is open`
      report(entry, '', reason, { code: 'NOT_OPEN_SO_LONG', limit: visit })
    }
  }
}

function checkSources({ services, desks, referrals, sources }: ParsedCatalogue, report: Report) {
  for (const entry of [...services, ...desks, ...referrals]) {
    checkKnown(entry, 'verification.sources', entry.value?.verification?.sources, sources, 'source', report)
  }
  for (const entry of services) {
    if (entry.value?.leikaSource)
      resolve(entry, 'leikaSource', entry.value.leikaSource, sources, 'source', report)
  }
}
