import type { Component } from 'svelte'
import type { PageLoad } from './$types'

/** A citizens' page; its `data` has the form of the result of its own load function. */
type CitizensPage = Component<{ data: Record<string, unknown> }>

/**
 * Renders the draft in the citizens' own page. Imported dynamically: a static import would split the citizens' pages into
 * more chunks, which they would load one after the other.
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
