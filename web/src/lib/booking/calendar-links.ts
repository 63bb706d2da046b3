/** The data that goes to another calendar: without name, service and manage link, for privacy. */
export interface CalendarEntry {
  title: string
  /** RFC 3339, UTC. */
  startsAt: string
  endsAt: string
  /** In one line; empty for appointments by telephone. */
  place: string
}

/** A link to Google's form for a new entry with prefilled fields; data is sent only when the link is followed. */
export function googleCalendar({ title, startsAt, endsAt, place }: CalendarEntry): string {
  // Basic format of ISO 8601, without fractions of a second.
  const basic = (instant: string) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
  return address('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: title,
    dates: `${basic(startsAt)}/${basic(endsAt)}`,
    location: place,
  })
}

/** The same for Outlook on the web. */
export const outlookCalendar = ({ title, startsAt, endsAt, place }: CalendarEntry): string =>
  address('https://outlook.live.com/calendar/0/deeplink/compose', {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: startsAt,
    enddt: endsAt,
    location: place,
  })

/** A map that shows a place, by its address. */
export const mapOf = (place: string): string =>
  address('https://www.openstreetmap.org/search', { query: place })

function address(base: string, values: Record<string, string>): string {
  const url = new URL(base)
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value)
  return url.href
}
