import { expect } from 'vitest'
import { journeyInWholeBrowser, openWithWorker } from '../../support/browser/page.ts'

journeyInWholeBrowser('the app is installable in every language', async ({ visitor }) => {
  const erika = await visitor()
  const { page, context } = erika
  const cdp = await context.newCDPSession(page)
  for (const [path, name, mine] of [
    ['/', 'Terminklick – Termine in Merseburg', '/meine-termine'],
    ['/en', 'Terminklick – appointments in Merseburg', '/en/meine-termine'],
  ] as const) {
    await openWithWorker(erika, path)
    const { data, errors } = await cdp.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data!)
    expect(manifest).toMatchObject({ id: '/', name, start_url: path })
    expect(manifest.shortcuts.map(({ url }: { url: string }) => url)).toEqual([path, mine])
    for (const { src, type, sizes } of [...manifest.icons, ...manifest.screenshots]) {
      const file = await context.request.get(src)
      expect([src, file.status(), file.headers()['content-type']]).toEqual([src, 200, type])
      if (sizes === 'any') continue
      const size = await page.evaluate(async (address) => {
        const { width, height } = await createImageBitmap(await (await fetch(address)).blob())
        return `${width}x${height}`
      }, src)
      expect([src, size]).toEqual([src, sizes])
    }
    // Playwright's contexts count as incognito, which must be the only reason against installing.
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
  }
})
