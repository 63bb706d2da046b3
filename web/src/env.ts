import { defineEnvVars } from '@sveltejs/kit/env'

/** Environment variables of the pages; the API's `env.ts` validates the same values at start. */
export const variables = defineEnvVars({
  PUBLIC_URL: {
    description: 'Address under which citizens reach the app, e.g. https://termine.example.org',
    schema: (value) => value?.replace(/\/+$/, '') || undefined,
  },
  OIDC_ISSUER: {
    description: 'The city’s own sign-in; signing out leads there as well',
    schema: (value) => value || undefined,
  },
})
