import { fail, redirect } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { problemsOf } from '#lib/graphql/field-problems.ts'
import { requireAdmin } from '#lib/people/require-admin.ts'
import { InvitePage_Invite, PersonPage_Departments } from '#lib/people/people.graphql.ts'
import { rightsIn } from '#lib/people/rights-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireAdmin(event)
  return query(event, PersonPage_Departments, { locale: locale() })
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const typed = { ...rightsIn(form), email: String(form.get('email') ?? '') }
    const { inviteStaff: outcome } = await mutate(event, InvitePage_Invite, {
      input: { ...typed, locale: locale() },
      locale: locale(),
    })
    if (outcome.__typename !== 'UpdatedPerson')
      return fail(400, { typed, problems: problemsOf(outcome, 'email') })
    redirect(303, href(`/personal/personen/${outcome.person.id}?neu=1`))
  },
}
