import type { App } from '../app/app.ts'
import { subnetOf } from './address.ts'
import type { Counted } from './count.ts'
import { countsOf, LIMITS } from './limits.ts'
import type { SafetyPlugin } from './plugin.ts'
import { refusal } from './refusal.ts'
import { QUERY_LIMITS, queryCostOf } from './query-limits.ts'

/** So many fields of a document count as one operation, because long documents cost more to validate. */
const FIELDS_PER_OPERATION = 50

/**
 * Limits the operations of an address. Every root field counts, so twenty bookings in one request count as twenty. Above
 * the limit a request is refused before its body is read.
 */
export function useOperationLimit(app: App): SafetyPlugin {
  if (!app.config.rateLimits) return {}
  const count = (address: string, points: number) =>
    countsOf(app).operations.add(subnetOf(address), { points })
  return {
    async onRequestParse({ serverContext }) {
      const counted = await count(serverContext.clientAddress, 1)
      if (counted.nth > LIMITS.operations.max) throw tooMany(counted)
    },
    onValidate({ params: { schema, documentAST }, context }) {
      const { rootFields, fields } = queryCostOf(schema, documentAST)
      // Refusing an oversized document is cheap, so it must not use up the quota that others share behind the same address.
      const more =
        Math.min(Math.max(rootFields, Math.ceil(fields / FIELDS_PER_OPERATION)), QUERY_LIMITS.rootFields) - 1
      // Counted now; the limit takes effect with the next request.
      if (more > 0) void count(context.clientAddress, more)
    },
  }
}

function tooMany({ endsInMs }: Counted): Error {
  const seconds = String(Math.ceil(endsInMs / 1000))
  return refusal(429, 'LIMIT_REACHED', `Too many operations. Try again in ${seconds} s.`, {
    'Retry-After': seconds,
  })
}
