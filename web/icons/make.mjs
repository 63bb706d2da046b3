// Makes the bitmap icons from icon.svg: `npm run icons -w web`. The results are committed.
// (sharp comes with @vite-pwa/assets-generator.)
import { copyFile, readFile } from 'node:fs/promises'
import sharp from 'sharp'

const source = await readFile(new URL('icon.svg', import.meta.url))
const target = (name) => new URL(`../static/icons/${name}`, import.meta.url).pathname

await copyFile(new URL('icon.svg', import.meta.url), target('icon.svg'))
for (const size of [48, 192, 512])
  await sharp(source, { density: 300 })
    .resize(size)
    .png()
    .toFile(target(`icon-${size}.png`))

// Maskable and Apple icons fill their square; a launcher may cut off a tenth on each side.
// (sharp allows one resize a pipeline, so the padding is rounded instead of resized again.)
const filled = (size, share) => {
  const inner = Math.round(size * share)
  const [before, after] = [Math.floor((size - inner) / 2), Math.ceil((size - inner) / 2)]
  return sharp(source, { density: 300 })
    .resize(inner)
    .extend({ top: before, bottom: after, left: before, right: after, background: '#1a3da5' })
    .flatten({ background: '#1a3da5' })
    .png()
}

await filled(512, 0.8).toFile(target('icon-maskable-512.png'))
await filled(180, 0.9).toFile(target('apple-touch-icon.png'))

// Android uses only the opacity of a notification's badge, so it contains only the check mark.
const tick =
  '<path d="M96 272l104 104 216-232" fill="none" stroke="#fff" stroke-width="72" stroke-linecap="round" stroke-linejoin="round"/>'
await sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${tick}</svg>`))
  .resize(96)
  .png()
  .toFile(target('badge-96.png'))
