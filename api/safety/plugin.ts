import type { Plugin } from 'graphql-yoga'

/** Data of the caller that come from the HTTP layer. */
export interface Caller {
  /** For limits only; see `clientAddressOf`. */
  clientAddress: string
}

/** A plugin of Yoga with the data of the caller. */
export type SafetyPlugin = Plugin<Caller, Caller>
