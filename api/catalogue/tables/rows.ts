import type { Catalogue } from '../format/catalogue.ts'
import { minuteOf } from '../format/hours.ts'

/** A row by its column names, as PostgreSQL's `jsonb_populate_recordset` takes it. */
export type Row = Record<string, unknown>

/** What the catalogue's tables shall hold; facts about sources stay in the files. */
export function rowsOf(catalogue: Catalogue) {
  const { topics, departments, locations, desks, services, referrals } = catalogue
  return {
    office: [officeRow(catalogue.office)],
    page: catalogue.pages.map(({ id, title, body }): Row => ({ id, title, body })),
    topic: topics.map(topicRow),
    department: departments.map(departmentRow),
    location: locations.map(locationRow),
    desk: desks.map(deskRow),
    opening: desks.flatMap(openingRows),
    service: services.map(serviceRow),
    required_document: services.flatMap(documentRows),
    fee: services.flatMap(feeRows),
    referral: referrals.map(referralRow),
    // Prisma's own tables: A is the model that comes first in the alphabet.
    serviceTopics: services.flatMap(serviceTopicRows),
    deskServices: desks.flatMap(({ id, serviceIds }) =>
      serviceIds.map((service): Row => ({ A: id, B: service })),
    ),
  }
}

/** Place in the list of topics, from 0. */
export function topicRow({ id, title, description }: Catalogue['topics'][number], position: number): Row {
  return { id, title, description, position }
}

export const documentRows = ({ id, documents }: Catalogue['services'][number]): Row[] =>
  documents.map((document, position) => ({ service_id: id, position, ...document }))

export const serviceTopicRows = ({ id, topicIds }: Catalogue['services'][number]): Row[] =>
  topicIds.map((topic) => ({ A: id, B: topic }))

function officeRow(office: Catalogue['office']): Row {
  return {
    id: 1,
    name: office.name,
    time_zone: office.timeZone,
    holiday_region: office.holidayRegion,
    phone: office.phone,
    phone_display: office.phoneDisplay,
    email: office.email,
    website: office.website,
    lead_minutes: office.leadMinutes,
    horizon_days: office.horizonDays,
    locales: office.locales,
    city: office.city,
    accent: office.accent,
    street: office.address.street,
    postal_code: office.address.postalCode,
    skyline: office.skyline,
    sign_language_video: office.signLanguageVideo,
  }
}

function departmentRow(department: Catalogue['departments'][number]): Row {
  return {
    id: department.id,
    name: department.name,
    parent_office: department.parentOffice,
    mode: department.mode,
    phone: department.phone,
    phone_display: department.phoneDisplay,
    email: department.email,
    ...addressColumns(department.visitAddress),
  }
}

function locationRow(location: Catalogue['locations'][number]): Row {
  const { id, name, kind, room, access, accessible } = location
  return { id, name, kind, room, access, accessible, ...addressColumns(location.address) }
}

function addressColumns(address: Catalogue['locations'][number]['address']): Row {
  return {
    street: address?.street ?? null,
    postal_code: address?.postalCode ?? null,
    city: address?.city ?? null,
    building: address?.building ?? null,
  }
}

function deskRow(desk: Catalogue['desks'][number]): Row {
  return {
    id: desk.id,
    name: desk.name,
    kind: desk.kind,
    location_id: desk.locationId,
    department_id: desk.departmentId,
    grid_minutes: desk.gridMinutes,
    buffer_minutes: desk.bufferMinutes,
    active: true,
  }
}

function openingRows(desk: Catalogue['desks'][number]): Row[] {
  return desk.weeklyHours.map((hours) => ({
    desk_id: desk.id,
    weekday: hours.weekday,
    from_minute: minuteOf(hours.from),
    to_minute: minuteOf(hours.to),
    valid_from: hours.validFrom ?? null,
    valid_until: hours.validUntil ?? null,
  }))
}

export function serviceRow(service: Catalogue['services'][number], position: number): Row {
  return {
    id: service.id,
    slug: service.slug,
    position,
    leika_keys: service.leikaKeys,
    title: service.title,
    summary: service.summary,
    notes: service.notes,
    synonyms: service.synonyms,
    mode: service.mode,
    duration_minutes: service.durationMinutes,
    extra_minutes_per_person: service.extraMinutesPerPerson,
    max_persons: service.maxPersons,
    walk_in_possible: service.walkInPossible,
    popular: service.popular,
    legal_basis: service.legalBasis,
    online_alternative: service.onlineAlternative,
    department_id: service.departmentId,
    active: true,
  }
}

export function feeRows({ id, fees }: Catalogue['services'][number]): Row[] {
  return fees.map((fee, position) => ({
    service_id: id,
    position,
    label: fee.label,
    amount_cents: fee.amountCents,
    amount_max_cents: fee.amountMaxCents,
    currency: fee.currency,
    condition: fee.condition,
  }))
}

export function referralRow(referral: Catalogue['referrals'][number], position: number): Row {
  const { id, title, office, detail, address, url, phone, synonyms } = referral
  return { id, position, title, office, detail, address, url, phone, synonyms }
}
