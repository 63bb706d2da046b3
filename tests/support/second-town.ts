import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const MERSEBURG = fileURLToPath(new URL('../../prisma/seed/merseburg', import.meta.url))

/** The data of a fictional town. */
export const MUSTERSTADT = {
  name: { de: 'Stadt Musterstadt', en: 'City of Musterstadt' },
  city: { de: 'Musterstadt' },
  address: { street: 'Marktplatz 1', postalCode: '12345' },
  phone: '+49 30 23125-000',
  phoneDisplay: '030 23125-000',
  website: 'https://www.musterstadt.example',
  accent: '#8a1c3b',
  skyline: null,
  // Longer than the days of a query.
  horizonDays: 180,
}

/** A copy of the catalogue in a folder of its own, with the same services for another town. */
export async function secondTown(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'musterstadt-'))
  afterAll(() => rm(dir, { recursive: true }))
  await cp(MERSEBURG, dir, { recursive: true })
  for (const name of await readdir(dir, { recursive: true })) {
    if (!/\.(json|md)$/.test(name)) continue
    const path = join(dir, name)
    const text = await readFile(path, 'utf8')
    await writeFile(
      path,
      text
        .replaceAll('Merseburg', 'Musterstadt')
        .replaceAll('merseburg', 'musterstadt')
        .replaceAll('MERSEBURG', 'MUSTERSTADT')
        .replaceAll('03461 445-0', MUSTERSTADT.phoneDisplay),
    )
  }
  const file = join(dir, 'office.json')
  const office = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...office, ...MUSTERSTADT }))
  return dir
}
