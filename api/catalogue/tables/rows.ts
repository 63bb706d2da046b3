import type { EntryKind } from '../../generated/prisma/enums.ts'
import {
  type Content,
  type Fields,
  FIELDS,
  type ReferencesField,
  type RowsField,
  serviceFields,
} from '../fields/index.ts'
import type { Catalogue } from '../format/catalogue.ts'
import { minuteOfDay } from '../format/hours.ts'

/** A row by column names, for PostgreSQL's `jsonb_populate_recordset`. */
export type Row = Record<string, unknown>

/** The rows of the catalogue's tables. Sources and verification are not stored. */
export function rowsOf(catalogue: Catalogue) {
  const { topics, departments, locations, desks, services, referrals } = catalogue
  return {
    office: [officeRow(catalogue.office)],
    page: catalogue.pages.map(({ id, title, body }): Row => ({ id, title, body })),
    topic: topics.map((topic, position) => entryRow('TOPIC', topic, position)),
    department: departments.map(departmentRow),
    location: locations.map(locationRow),
    desk: desks.map(deskRow),
    opening: desks.flatMap(openingRows),
    service: services.map((service, position) => entryRow('SERVICE', service, position)),
    required_document: services.flatMap(({ id, documents }) =>
      partRows(serviceFields.documents, id, documents),
    ),
    fee: services.flatMap(({ id, fees }) => partRows(serviceFields.fees, id, fees)),
    referral: referrals.map((referral, position) => entryRow('REFERRAL', referral, position)),
    // Prisma's relation tables: column A refers to the model that is first in alphabetical order.
    serviceTopics: services.flatMap(({ id, topicIds }) => relationRows(serviceFields.topicIds, id, topicIds)),
    deskServices: desks.flatMap(({ id, serviceIds }) =>
      serviceIds.map((service): Row => ({ A: id, B: service })),
    ),
  }
}

/** @param position place in the list, from 0 */
export function entryRow(kind: EntryKind, entry: { id: string }, position: number): Row {
  const row = { id: entry.id, position, ...columnsOf(FIELDS[kind], entry) }
  return kind === 'SERVICE' ? { ...row, active: true } : row
}

/** Documents or fees of a service, in order. */
export const partRows = ({ fields }: RowsField, id: string, parts: readonly object[]): Row[] =>
  parts.map((part, position) => ({ service_id: id, position, ...columnsOf(fields, part) }))

/** Rows that relate an entry to others. */
export const relationRows = (
  { relation: { own, other } }: ReferencesField,
  id: string,
  others: readonly string[],
): Row[] => others.map((each) => ({ [own]: id, [other]: each }))

/** The values of the described fields that are columns of the entry's own table. */
const columnsOf = (fields: Fields, entry: object): Row =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { column }]) =>
      column === undefined ? [] : [[column, (entry as Content)[name]]],
    ),
  )

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
    from_minute: minuteOfDay(hours.from),
    to_minute: minuteOfDay(hours.to),
    valid_from: hours.validFrom ?? null,
    valid_until: hours.validUntil ?? null,
  }))
}
