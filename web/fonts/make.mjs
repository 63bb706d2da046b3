// Makes the preloaded subset of Fira Sans: `npm run fonts -w web`. The results are committed, under the licence beside
// them (OFL.txt). Half of the original's size are hinting for low-resolution screens and unused features.
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Western European letters and typographic signs. Keep `$latin` in src/styles/_fonts.scss in sync. */
const CHARACTERS = String.fromCodePoint(
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...[0x131, 0x152, 0x153, 0x2009, 0x202f, 0x20ac, 0x2122, 0x2212],
  ...range(0x2010, 0x201e),
  ...range(0x2020, 0x2022),
  ...[0x2026, 0x2030, 0x2039, 0x203a],
  ...range(0x2190, 0x2193),
)

/** OpenType features: kerning, combining accents, and figures of one width for times and lists. */
const FEATURES = ['kern', 'mark', 'ccmp', 'tnum']

const folder = new URL('../../node_modules/@fontsource/fira-sans/', import.meta.url)
const target = new URL('../src/styles/fonts/', import.meta.url)

for (const weight of [400, 600]) {
  const whole = await readFile(new URL(`files/fira-sans-latin-${weight}-normal.woff2`, folder))
  const small = await subsetFont(whole, CHARACTERS, {
    targetFormat: 'woff2',
    keepFeatures: FEATURES,
    noHinting: true,
  })
  await writeFile(new URL(`fira-sans-latin-${weight}.woff2`, target), small)
  console.log(`${weight}: ${whole.length} → ${small.length} bytes`)
}
await copyFile(new URL('LICENSE', folder), new URL('OFL.txt', target))
