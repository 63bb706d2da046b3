import { figuresFor } from './figures.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => figuresFor(event)
