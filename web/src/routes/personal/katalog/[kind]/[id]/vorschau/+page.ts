import type { Component } from 'svelte'
import type { PageLoad } from './$types'

/** A page of citizens; what each needs of `data` is what its own load gives it. */
type CitizensPage = Component<{ data: Record<string, unknown> }>

/**
 * The citizens' own page over the draft. It is loaded when it is looked at: imported at once, its parts would become
 * files that citizens wait for one by one.
 */
export const load: PageLoad = async ({ data }) => {
  const { service, topic, referral } = data.preview
  if (service)
    return {
      ...data,
      shown: await shown(import('../../../../../dienstleistung/[slug]/+page.svelte'), { service }),
    }
  if (topic)
    return {
      ...data,
      shown: await shown(import('../../../../../anliegen/[topic]/+page.svelte'), {
        topic,
        services: topic.services,
      }),
    }
  if (referral)
    return { ...data, shown: await shown(import('../../../../../woanders/[id]/+page.svelte'), { referral }) }
  return { ...data, shown: null }
}

async function shown(module: Promise<{ default: unknown }>, content: Record<string, unknown>) {
  return { Page: (await module).default as CitizensPage, content }
}
