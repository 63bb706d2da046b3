/*
 * Loaded into each Node process of a run at another instant (node --import, see api/launch/test.mjs). Child processes with
 * their own environment, such as PostgreSQL, also get the variables of that clock, unless their environment already has
 * them.
 */
import childProcess from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

const NAMES = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'NODE_OPTIONS']
const clock = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]))

const { spawn } = childProcess

childProcess.spawn = (program, args, options) =>
  Array.isArray(args)
    ? spawn(program, args, withClock(options))
    : // Without arguments, options come second.
      spawn(program, withClock(args ?? options))

const withClock = (options) => (options?.env ? { ...options, env: { ...clock, ...options.env } } : options)

syncBuiltinESMExports()
