/**
 * Controls, line and paragraph separators, lone surrogates, and the marks that turn the direction of text:
 * none of them belongs in a text that ends in pages, mail headers and calendar lines.
 */
export const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
