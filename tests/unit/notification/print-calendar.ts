import { addMinutes } from '../../../api/kernel/instant.ts'
import { calendarObject } from '../../../api/notification/compose/calendar.ts'
import { onSite } from './appointments.ts'

/** Prints the calendar object for each start in the arguments. The test runs it with different values of TZ. */
for (const start of process.argv.slice(2)) {
  const startsAt = new Date(start)
  console.log(
    JSON.stringify(calendarObject(onSite({ startsAt, endsAt: addMinutes(startsAt, 30) }), 'REQUEST')),
  )
}
