import { expect, test } from 'vitest'
import { parsePage } from '../../../api/catalogue/format/page-text.ts'

const span = (text: string, more: object = {}) => ({ text, strong: false, url: null, ...more })
const reasons = (markdown: string) =>
  parsePage(markdown).faults.map(({ line, reason }) => `${line}: ${reason}`)

test('parsePage returns title and blocks of a page', () => {
  const { text, faults } = parsePage(`# Impressum

Erste Zeile
Zweite Zeile mit **Nachdruck** und [Link](https://example.org).

## Abschnitt

- eins
- [anrufen](tel:+493461) oder [lesen](/datenschutz)

### Kleiner
Ende.
`)
  expect(faults).toEqual([])
  expect(text).toEqual({
    title: 'Impressum',
    blocks: [
      {
        kind: 'PARAGRAPH',
        lines: [
          [span('Erste Zeile')],
          [
            span('Zweite Zeile mit '),
            span('Nachdruck', { strong: true }),
            span(' und '),
            span('Link', { url: 'https://example.org' }),
            span('.'),
          ],
        ],
      },
      { kind: 'HEADING', lines: [[span('Abschnitt')]] },
      {
        kind: 'LIST',
        lines: [
          [span('eins')],
          [span('anrufen', { url: 'tel:+493461' }), span(' oder '), span('lesen', { url: '/datenschutz' })],
        ],
      },
      { kind: 'SUBHEADING', lines: [[span('Kleiner')]] },
      { kind: 'PARAGRAPH', lines: [[span('Ende.')]] },
    ],
  })
})

test.each([
  ['no title', 'Text.', '1: must begin with a title: # …'],
  ['a page with only a title', '# Titel', '1: has no text below its title'],
  ['raw HTML', '# T\n\n<script>alert(1)</script>', '3: has raw HTML, which pages never show'],
  [
    'raw HTML in a line',
    '# T\n\nText <img src=x onerror=alert(1)>',
    '3: has raw HTML, which pages never show',
  ],
  [
    'a picture',
    '# T\n\n![Bild](https://example.org/x.png)',
    '3: has something that pages do not show (image)',
  ],
  [
    'a dangerous link',
    '# T\n\n[hier](javascript:alert(1))',
    '3: has a link that is neither https, http, mailto, tel nor a path',
  ],
  [
    'a link to another host without protocol',
    '# T\n\n[hier](//evil.example)',
    '3: has a link that is neither https, http, mailto, tel nor a path',
  ],
  ['a second title', '# T\n\n# Noch einer', '3: has a heading that is neither ## nor ###'],
  ['a numbered list', '# T\n\n1. eins', '3: has a numbered list; only lists with - are shown'],
  [
    'a list in a list',
    '# T\n\n- eins\n  - zwei',
    '3: has a list within a list, or a point of several paragraphs',
  ],
  [
    'a mark that changes the text direction',
    '# T\n\nText \u202Etxet',
    '3: must not contain control characters',
  ],
])('%s is reported with its line', (_name, markdown, fault) => {
  expect(reasons(markdown)).toContain(fault)
  expect(parsePage(markdown).text).toBeNull()
})
