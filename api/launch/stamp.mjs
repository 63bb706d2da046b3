import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './project.mjs'

/* A stamp is a file with the hash of the sources of a build step. It is removed before the step and written after it. */

// In node_modules, so that a new installation of the packages also repeats all build steps.
const FOLDER = join(ROOT, 'node_modules', '.terminklick')

/** Hash over names and contents of files, and over further words. */
export function hashOf(files, ...words) {
  const hash = createHash('sha256')
  for (const word of words) hash.update(`${word}\0`)
  for (const file of [...files].sort()) {
    hash.update(`${relative(ROOT, file)}\0`)
    hash.update(existsSync(file) ? readFileSync(file) : 'missing')
  }
  return hash.digest('hex')
}

/** All files below a folder, without files and folders for whose name `skip` returns true. */
export function filesBelow(folder, skip = () => false) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skip(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path, skip) : [path]
  })
}

/** Whether the build step `name` was completed with exactly these sources. */
export function isStamped(name, hash) {
  const file = join(FOLDER, name)
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

export function removeStamp(name) {
  rmSync(join(FOLDER, name), { force: true })
}

export function stamp(name, hash) {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, name), hash)
}
