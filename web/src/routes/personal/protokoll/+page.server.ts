import { error, redirect } from '@sveltejs/kit'
import { query } from '#lib/graphql/client.ts'
import { href } from '#lib/i18n/i18n.ts'
import { isDay } from '#lib/time/time.ts'
import { signInUrl } from '#lib/staff/sign-in-redirect.ts'
import type { PageServerLoad } from './$types'
import { AuditPage_Entries, AuditPage_Verification, AuditPage_Viewer } from '#lib/audit/audit.graphql.ts'

export const load: PageServerLoad = async (event) => {
  const { viewer } = await query(event, AuditPage_Viewer, {})
  if (!viewer) redirect(303, href(signInUrl(event.url)))
  // Other roles get the same answer as for a missing page.
  if (!viewer.roles.includes('admin')) error(404, 'not for this role')

  const given = (name: string) => event.url.searchParams.get(name)?.trim() || null
  const day = (name: string) => (isDay(given(name)) ? given(name) : null)
  const filter = {
    actor: given('wer'),
    action: given('was'),
    booking: given('termin'),
    from: day('von'),
    to: day('bis'),
  }
  const cursor = given('nach')
  const after = cursor && /^\d{1,18}$/.test(cursor) ? cursor : null
  const { auditEntries, auditStaff } = await query(event, AuditPage_Entries, { after, filter })
  const verification = event.url.searchParams.has('pruefen')
    ? (await query(event, AuditPage_Verification, {})).auditVerification
    : null
  return { filter, after, verification, staff: auditStaff, ...auditEntries }
}
