import { loadTownPage } from '#lib/office/load-page.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = (event) => loadTownPage(event, 'impressum')
