import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './project.mjs'

/* A stamp says from which sources something was made: it is written last, and removed before it is made anew. */

// Inside node_modules, because nothing that was made outlives the packages it was made with.
const FOLDER = join(ROOT, 'node_modules', '.terminklick')

/** A hash over the names and contents of files, and over further words. */
export function hashOf(files, ...words) {
  const hash = createHash('sha256')
  for (const word of words) hash.update(`${word}\0`)
  for (const file of [...files].sort()) {
    hash.update(`${relative(ROOT, file)}\0`)
    hash.update(existsSync(file) ? readFileSync(file) : 'missing')
  }
  return hash.digest('hex')
}

/** Every file below a folder, except those whose name `skip` refuses (folders included). */
export function filesBelow(folder, skip = () => false) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skip(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path, skip) : [path]
  })
}

/** @returns whether what `name` stands for was made from exactly these sources */
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
