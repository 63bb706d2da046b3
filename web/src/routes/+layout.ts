import { locale } from '#lib/i18n/i18n.ts'
import { loadOffice } from '#lib/office/load-office.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async (event) => ({ office: await loadOffice(event, locale()) })
