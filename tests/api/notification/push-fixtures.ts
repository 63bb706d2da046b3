import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll } from 'vitest'
import { pushBrowser } from '../../support/browser/push-browser.ts'
import { type FakePushService, startPushService } from '../../support/push-service.ts'

/** A push service whose certificate this test file trusts. Call at the top level of a test file. */
export async function trustedPushService(): Promise<FakePushService> {
  const service = await startPushService()
  setDefaultCACertificates([...getCACertificates('default'), service.certificate])
  afterAll(() => service.stop())
  return service
}

/** A browser that has subscribed at a push service. */
export function newDevice(service: FakePushService) {
  const { keys, read } = pushBrowser()
  const device = { endpoint: service.newEndpoint(), ...keys }
  return {
    /** The subscription that it sends to the product. */
    device,
    read,
    /** The decrypted messages that it received, in the order of arrival. */
    messages: () =>
      service.received
        .filter(({ endpoint }) => endpoint === device.endpoint)
        .map(({ body }) => JSON.parse(read(body)) as Record<string, string>),
  }
}
