import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FLOORS } from '../../.dependency-cruiser.mjs'
import { ROOT } from './project.mjs'

/*
 * node api/launch/print-floors.mjs [--check] Writes the diagram of the floors into docs/architecture.md. With --check
 * it only compares: exit code 1 on a difference.
 */
const FILE = join(ROOT, 'docs', 'architecture.md')
const BEGIN = '<!-- floors: printed from .dependency-cruiser.mjs by `npm run floors:print` -->'
const END = '<!-- floors: end -->'

const label = ({ folders, task }) =>
  `<b>${folders.map((name) => (name.includes('.') ? name : `${name}/`)).join(' · ')}</b><br/>${task}`

const diagram = [
  '```mermaid',
  'flowchart TB',
  ...FLOORS.map((floor, index) => `  f${index}["${label(floor)}"]`),
  `  ${FLOORS.map((_, index) => `f${index}`).join(' --> ')}`,
  '```',
].join('\n')

const text = readFileSync(FILE, 'utf8')
const [before, rest] = text.split(BEGIN)
const [, after] = rest.split(END)
const expected = `${before}${BEGIN}\n\n${diagram}\n\n${END}${after}`
if (!process.argv.includes('--check')) writeFileSync(FILE, expected)
else if (expected !== text) {
  console.error(
    'docs/architecture.md does not show the floors of .dependency-cruiser.mjs: npm run floors:print',
  )
  process.exit(1)
}
