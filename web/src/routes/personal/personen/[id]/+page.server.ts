import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { query, mutate } from '#lib/graphql/client.ts'
import { href, locale, m } from '#lib/i18n/i18n.ts'
import { problemsOf } from '#lib/graphql/field-problems.ts'
import { requireAdmin } from '#lib/people/require-admin.ts'
import {
  PersonPage_Change,
  PersonPage_Disable,
  PersonPage_Enable,
  PersonPage_Person,
  PersonPage_Remove,
  PersonPage_ResetSecondFactor,
  PersonPage_SendLink,
} from '#lib/people/people.graphql.ts'
import { rightsIn } from '#lib/people/rights-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id } = await requireAdmin(event)
  const { person, departments } = await query(event, PersonPage_Person, {
    id: event.params.id,
    locale: locale(),
  })
  if (!person) error(404, 'nobody')
  return { person, departments, isSelf: person.id === id, isNew: event.url.searchParams.has('neu') }
}

/** Form action of a button whose mutation has the person's id as its only input. */
const onPerson =
  (
    document:
      | typeof PersonPage_Disable
      | typeof PersonPage_Enable
      | typeof PersonPage_ResetSecondFactor
      | typeof PersonPage_SendLink,
    done: () => string,
  ) =>
  async (event: RequestEvent<{ id: string }>) => {
    const { outcome } = await mutate(event, document as typeof PersonPage_Disable, {
      id: event.params.id,
      locale: locale(),
    })
    return outcome.__typename === 'UpdatedPerson'
      ? { done: done() }
      : fail(400, { problems: problemsOf(outcome, 'access') })
  }

export const actions: Actions = {
  changeRights: async (event) => {
    const said = await event.request.formData()
    const typed = rightsIn(said)
    const { changeStaff: outcome } = await mutate(event, PersonPage_Change, {
      input: { id: event.params.id, version: Number(said.get('version')), ...typed },
      locale: locale(),
    })
    if (outcome.__typename === 'PersonConflictError') return fail(409, { typed, overtakenBy: outcome.person })
    if (outcome.__typename !== 'UpdatedPerson')
      return fail(400, { typed, problems: problemsOf(outcome, 'roles') })
    return { done: m.staff_person_saved() }
  },
  disable: onPerson(PersonPage_Disable, m.staff_person_disabled),
  enable: onPerson(PersonPage_Enable, m.staff_person_enabled),
  resetSecondFactor: onPerson(PersonPage_ResetSecondFactor, m.staff_person_factor_done),
  sendLink: onPerson(PersonPage_SendLink, m.staff_person_link_sent),
  remove: async (event) => {
    const { outcome } = await mutate(event, PersonPage_Remove, { id: event.params.id, locale: locale() })
    if (outcome.__typename !== 'RemovedPerson') return fail(400, { problems: problemsOf(outcome, 'access') })
    redirect(303, href('/personal/personen?geloescht=1'))
  },
}
