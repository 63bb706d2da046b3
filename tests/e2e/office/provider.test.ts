import { expect, inject } from 'vitest'
import { CLIENT, openIdProvider } from '../../support/openid-provider.ts'
import { DESKTOP, journey } from '../../support/browser/page.ts'
import { openTown } from '../../support/town.ts'

/** A town whose staff sign in at an OpenID provider. */
const withProvider = journey.extend('city', { scope: 'file' }, async ({}, { onCleanup }) => {
  const { promise: redirectUri, resolve } = Promise.withResolvers<string>()
  const provider = await openIdProvider(redirectUri)
  const { town, close } = await openTown(inject('postgres'), 'provider', {
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.clientId,
      OIDC_CLIENT_SECRET: CLIENT.clientSecret,
      OIDC_NAME: 'Rathaus-Konto',
    },
  })
  onCleanup(close)
  resolve(`${town.baseUrl}/personal/anmelden/rueckkehr`)
  return { town, provider }
})

withProvider(
  'signing in at the provider redirects to the requested page in its language, never to another site',
  async ({ visitor, city: { town, provider } }) => {
    provider.account = { sub: 'chefin', email: town.admin.email, email_verified: true }
    const { page, context } = await visitor({
      baseURL: town.baseUrl,
      viewport: DESKTOP,
      expected: [new RegExp(`foreign request: ${provider.issuer}`)],
    })
    const requested = '/en/personal/woche?tag=2027-03-01'
    await page.goto(requested)
    await page.getByRole('link', { name: 'Rathaus-Konto' }).click()
    await page.getByRole('heading', { level: 1, name: 'Week from Monday 1 March' }).waitFor()
    expect(page.url()).toBe(town.baseUrl + requested)

    // A return URL of another site is ignored.
    await context.clearCookies({ name: /session/ })
    await page.goto('/personal/anmelden?weiter=https://boese.example/personal')
    await page.getByRole('link', { name: 'Rathaus-Konto' }).click()
    await page.waitForURL(`${town.baseUrl}/personal`)
  },
)
