import type { SafetyPlugin } from './plugin.ts'
import type { App } from '../app.ts'
import { useOperationLimit } from './operation-limit.ts'
import { useCsrfHeader, useJsonOnly, useOwnOriginForMutations } from './origin.ts'
import { useStreamLimit } from './stream-limit.ts'
import { useArmor, useLengthLimits, useWeightLimits } from './size.ts'

/**
 * What stands between the internet and the resolvers, cheapest first. Yoga itself refuses arrays of operations and
 * mutations by GET. Introspection stays on: the schema is published with the source, and hiding it would only cost
 * those who integrate; what is not for everybody is decided by the resolvers.
 */
export function safetyPlugins(app: App): SafetyPlugin[] {
  return [
    useOperationLimit(app),
    useJsonOnly(),
    useCsrfHeader(),
    useLengthLimits(),
    useWeightLimits(),
    useArmor(app.config.production),
    useStreamLimit(app),
    useOwnOriginForMutations(app.config.publicUrl),
  ]
}
