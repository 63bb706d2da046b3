/** Services of one visit. A desk of a town hall cannot plan more than five in one appointment. */
export const MAX_ITEMS = 5
