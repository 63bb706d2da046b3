/*
 * Loaded into each Node process of a run at another instant (node --import, see api/launch/test.mjs). Child processes with
 * their own environment, such as PostgreSQL, also get the variables of that clock, unless their environment already has
 * them.
 */
import { ChildProcess } from 'node:child_process'

const NAMES = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'NODE_OPTIONS']

// What spawn, fork, exec and execFile have in common; the environment is a list of NAME=value here.
const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function (options) {
  const given = new Set(options.envPairs.map((pair) => pair.split('=', 1)[0]))
  const clock = NAMES.filter((name) => !given.has(name)).map((name) => `${name}=${process.env[name]}`)
  return spawn.call(this, { ...options, envPairs: [...options.envPairs, ...clock] })
}
