import addressparser from 'nodemailer/lib/addressparser'

/** Name and address of a sender or recipient; passed to libraries as an object, never joined to one string. */
export interface Mailbox {
  name: string
  address: string
}

/**
 * Parses a configured mailbox: `Stadt Beispiel <termine@example.org>` or only an address.
 * @throws Error if there is not exactly one address
 */
export function parseMailbox(text: string): Mailbox {
  const [first, ...others] = addressparser(text, { flatten: true })
  if (!first?.address || !/^[^\s@<>]+@[^\s@<>]+$/.test(first.address) || others.length > 0) {
    throw new Error(`not one mail address: ${JSON.stringify(text)}`)
  }
  return { name: first.name || first.address, address: first.address }
}
