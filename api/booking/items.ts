import type { VisitItem } from '../availability/model.ts'
import { itemProblems } from '../availability/visit.ts'
import type { FieldProblem } from '../kernel/outcome.ts'
import type { Plan } from '../live/plan.ts'

/** Checks the items of a visit against the services that are offered. */
export function checkItems(items: readonly VisitItem[], plan: Plan): FieldProblem[] {
  return itemProblems(items, plan.services).map(({ code, index, limit }) => {
    if (index === null) return { field: 'items', code, limit }
    const part = code === 'UNKNOWN_SERVICE' || code === 'SERVICE_TWICE' ? 'serviceId' : 'persons'
    return { field: `items.${index}.${part}`, code, limit }
  })
}

/** Whether the office calls the citizen. A desk serves visits on site or by telephone, so the first item decides. */
export const isByTelephone = (items: readonly VisitItem[], { services }: Pick<Plan, 'services'>): boolean =>
  services.get(items[0]!.serviceId)!.mode === 'TELEPHONE'
