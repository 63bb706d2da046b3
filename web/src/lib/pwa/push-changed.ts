/** Event of the window: the bookings that this device gets messages for have changed. */
export const PUSH_CHANGED = 'terminklick-push'
