import { loadTownPage } from '#lib/office/load-town-page.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = (event) => loadTownPage(event, 'leichte-sprache')
