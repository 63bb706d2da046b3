import type { ServiceDetailsData } from './catalogue.graphql.ts'

export interface PageContext {
  /** URL of the service's page. */
  url: string
  /** Language of the texts, BCP 47. */
  language: string
  /** The town hall. */
  provider: {
    name: string
    city: string
    phone: string | null
    website?: string | null
    address?: Address | null
  }
}

/**
 * Describes a service for search engines: schema.org's `GovernmentService` as JSON-LD, escaped for a `<script>` element.
 * Fees without a fixed amount are left out, because an offer needs a price.
 */
export function governmentService(
  service: ServiceDetailsData,
  { url, language, provider }: PageContext,
): string {
  const { department, fees } = service
  const phone = department.phone ?? provider.phone
  return scriptText({
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': url,
    url,
    name: service.title,
    description: service.summary,
    inLanguage: language,
    areaServed: { '@type': 'City', name: provider.city },
    provider: {
      '@type': 'GovernmentOffice',
      name: department.name,
      ...(phone && { telephone: phone }),
      ...(department.address && { address: postalAddress(department.address) }),
      parentOrganization: {
        '@type': 'GovernmentOrganization',
        name: provider.name,
        ...(provider.website && { url: provider.website }),
        ...(provider.phone && { telephone: provider.phone }),
        ...(provider.address && { address: postalAddress(provider.address) }),
      },
    },
    availableChannel: [
      {
        '@type': 'ServiceChannel',
        serviceUrl: url,
        availableLanguage: language,
        ...(phone && { servicePhone: { '@type': 'ContactPoint', telephone: phone } }),
        ...(service.mode === 'ON_SITE' &&
          department.address && {
            serviceLocation: { '@type': 'Place', address: postalAddress(department.address) },
          }),
      },
    ],
    offers: fees.flatMap((fee) => (fee.amountCents === null ? [] : [offerOf(fee)])),
  })
}

type Fee = ServiceDetailsData['fees'][number]

function offerOf({ label, amountCents, amountMaxCents, currency, condition }: Fee) {
  const [price, max] = [amountCents, amountMaxCents].map((cents) => (cents == null ? null : cents / 100))
  return {
    '@type': 'Offer',
    name: label,
    ...(condition && { description: condition }),
    ...(max === null
      ? { price, priceCurrency: currency }
      : {
          priceSpecification: {
            '@type': 'PriceSpecification',
            minPrice: price,
            maxPrice: max,
            priceCurrency: currency,
          },
        }),
  }
}

interface Address {
  street: string
  postalCode: string
  city: string
}

const postalAddress = ({ street, postalCode, city }: Address) => ({
  '@type': 'PostalAddress',
  streetAddress: street,
  postalCode,
  addressLocality: city,
  addressCountry: 'DE',
})

/** JSON for a script element, with `<` escaped: it could end the element or begin a comment (HTML, 4.12.1.3). */
const scriptText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')
