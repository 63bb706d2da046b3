import type { SafetyPlugin } from './plugin.ts'
import type { App } from '../app/app.ts'
import { useOperationLimit } from './operation-limit.ts'
import { useCsrfHeader, useJsonOnly, useOwnOriginForMutations } from './origin.ts'
import { useStreamLimit } from './stream-limit.ts'
import { useArmor, useLengthLimits, useCostLimits } from './query-limits.ts'

/**
 * Checks before the resolvers, the cheapest first. Yoga itself refuses arrays of operations and mutations by GET.
 * Introspection stays on: the schema is published with the source, and integrators need it. Access is decided by the
 * rules of the fields.
 */
export function safetyPlugins(app: App): SafetyPlugin[] {
  return [
    useOperationLimit(app),
    useJsonOnly(),
    useCsrfHeader(),
    useLengthLimits(),
    useCostLimits(),
    useArmor(app.config.production),
    useStreamLimit(app),
    useOwnOriginForMutations(app.config.publicUrl),
  ]
}
