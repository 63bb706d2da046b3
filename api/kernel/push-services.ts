/**
 * Push services of the browsers with Web Push: Chromium and browsers based on it, Firefox, Safari, Edge. `*.` stands for
 * one or more labels of a host name.
 */
export const BROWSERS_SERVICES = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
]

/** A host with an optional `*.` before and an optional port after it. */
const SERVICE = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/

export const isServiceName = (text: string): boolean => SERVICE.test(text)

/**
 * Whether an address belongs to one of the push services. The address comes from the client, so without this list the
 * product could be made to call hosts that only it can reach (server-side request forgery).
 */
export function isPushEndpoint(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, host, username, password } = new URL(endpoint)
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    services.some((service) =>
      service.startsWith('*.') ? host.endsWith(service.slice(1)) : host === service,
    )
  )
}
