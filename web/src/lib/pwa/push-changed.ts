/** Event of the window: this device is told of other bookings than before. */
export const PUSH_CHANGED = 'terminklick-push'
