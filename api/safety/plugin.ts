import type { Plugin } from 'graphql-yoga'

/** What the transport says of whoever asks. */
export interface Caller {
  /** For limits only; see `clientAddressOf`. */
  clientAddress: string
}

/** A plugin of Yoga that knows who asks. */
export type SafetyPlugin = Plugin<Caller, Caller>
