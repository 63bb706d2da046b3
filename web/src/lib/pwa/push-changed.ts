/** Event of the window after a change of this device's push subscriptions to bookings. */
export const PUSH_CHANGED = 'terminklick-push'
