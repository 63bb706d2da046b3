import { figuresFor } from '#lib/statistics/figures.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => figuresFor(event)
