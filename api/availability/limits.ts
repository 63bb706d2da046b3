/** Services of one visit. More than five are several visits: no desk of a town hall plans for them at once. */
export const MAX_ITEMS = 5
