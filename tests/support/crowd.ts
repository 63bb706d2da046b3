import { availableParallelism, loadavg } from 'node:os'

/**
 * By how much more than alone something may take on this machine now: where more wants to run than there are cores, all
 * of it also waits for its turn. One on a machine with nothing else to do, three at most.
 */
export const crowd = (): number => Math.min(3, Math.max(1, loadavg()[0]! / availableParallelism()))
