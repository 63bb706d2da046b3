import { error } from '@sveltejs/kit'
import { loadPublic } from '#lib/catalogue/load-catalogue.ts'
import { queryPublic } from '#lib/graphql/client.ts'
import { locale } from '#lib/i18n/i18n.ts'
import type { PageLoad } from './$types'
import { ReferralPage } from './referral.graphql.ts'

export const load: PageLoad = async (event) => {
  const { id } = event.params
  const referral = await loadPublic(
    event,
    locale(),
    async () => (await queryPublic(event, ReferralPage, { id, locale: locale() })).referral,
    (kept) => kept.referrals.find((each) => each.id === id) ?? null,
  )
  if (!referral) error(404, 'no such referral')
  return { referral }
}
