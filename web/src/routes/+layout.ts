import { locale } from '#lib/i18n/index.ts'
import { loadOffice } from '#lib/office/load.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async (event) => ({ office: await loadOffice(event, locale()) })
