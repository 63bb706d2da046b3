import type { App } from '../app.ts'
import { subnetOf } from './address.ts'
import type { Counted } from './count.ts'
import { countsOf, LIMITS } from './limits.ts'
import type { SafetyPlugin } from './plugin.ts'
import { refusal } from './refusal.ts'
import { MOST, weightOf } from './size.ts'

/** So many fields of a document count as one operation more: what is costly to validate is used up sooner. */
const FIELDS = 50

/**
 * Limits the operations of an address: every root field counts, so that twenty bookings in one request are twenty.
 * Who is beyond the limit is refused before the body is read, and costs next to nothing.
 */
export function useOperationLimit(app: App): SafetyPlugin {
  if (!app.config.rateLimits) return {}
  const count = (address: string, points: number) =>
    countsOf(app).operations.add(subnetOf(address), { points })
  return {
    async onRequestParse({ serverContext }) {
      const counted = await count(serverContext.clientAddress, 1)
      if (counted.nth > LIMITS.operations.most) throw tooMany(counted)
    },
    onValidate({ params: { schema, documentAST }, context }) {
      const { rootFields, fields } = weightOf(schema, documentAST)
      // What is far too large is refused at little cost: it must not use up what a library's other readers have.
      const more = Math.min(Math.max(rootFields, Math.ceil(fields / FIELDS)), MOST.rootFields) - 1
      // Counts at once; it is the next request that meets the limit.
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
