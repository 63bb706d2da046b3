import { error } from '@sveltejs/kit'
import { qrPath } from '#lib/booking/qr-path.ts'
import { query, queryPublic } from '#lib/graphql/client.ts'
import { href, locale } from '#lib/i18n/i18n.ts'
import { publicOriginOr } from '#lib/server/origin.ts'
import { EntryPage_Entry, PosterPage_Service } from '#lib/catalogue-editor/editor.graphql.ts'
import { requireEditor } from '#lib/catalogue-editor/require-editor.ts'
import { kindOf } from '#lib/catalogue-editor/entry-kinds.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await requireEditor(event)
  const { id, kind: pathName } = event.params
  if (kindOf(pathName) !== 'SERVICE') error(404, 'posters are of services')
  const { catalogueEntry: entry } = await query(event, EntryPage_Entry, {
    kind: 'SERVICE',
    id,
    locale: locale(),
  })
  if (!entry) error(404, 'no such entry')
  // A poster shows the published service, never a draft.
  const { services } = await queryPublic(event, PosterPage_Service, { locale: locale() })
  const service = services.find((one) => one.id === id) ?? null
  if (!service) return { entry, poster: null }
  const address = publicOriginOr(event.locals.origin) + href(`/dienstleistung/${service.slug}`)
  return { entry, poster: { service, address, qr: qrPath(address) } }
}
