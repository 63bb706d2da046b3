/**
 * Control characters, line and paragraph separators, lone surrogates, and marks that change the text direction. They are
 * not allowed, because the texts are written into pages, mail headers and calendar lines.
 */
export const forbidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/u
