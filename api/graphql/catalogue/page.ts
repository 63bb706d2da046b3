import { builder } from '../core/builder.ts'
import { localeArgument } from '../core/locale.ts'
import type {
  PageBlock as Block,
  PageLine as Line,
  PageSpan as Span,
} from '../../catalogue/format/page-text.ts'
import { entryOf, localeIn, textOf } from '../../kernel/text.ts'

const PageBlockKind = builder.enumType('PageBlockKind', {
  description: 'Kind of block of a page.',
  values: {
    HEADING: { description: 'A heading below the title of the page.' },
    SUBHEADING: { description: 'A heading below a heading.' },
    PARAGRAPH: { description: 'A paragraph; each of its lines starts on a new line.' },
    LIST: { description: 'A list without numbers; each line is a point.' },
  },
})

const PageSpan = builder.objectRef<Span>('PageSpan').implement({
  access: 'anyone',
  description: 'A piece of a line. Plain text: it contains no markup.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'As it is shown; spaces at its ends count.' }),
    strong: t.exposeBoolean('strong', { description: 'Whether it is important.' }),
    url: t.exposeString('url', {
      nullable: true,
      description:
        'Target of a link: https, http, mailto, tel, or a path of the app without language, e.g. /impressum.',
    }),
  }),
})

const PageLine = builder.objectRef<Line>('PageLine').implement({
  access: 'anyone',
  description: 'One line of a block.',
  fields: (t) => ({
    spans: t.field({ type: [PageSpan], description: 'Its pieces, in order.', resolve: (line) => line }),
  }),
})

const PageBlock = builder.objectRef<Block>('PageBlock').implement({
  access: 'anyone',
  description: 'A part of a page.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PageBlockKind, description: 'Kind of block.' }),
    lines: t.expose('lines', { type: [PageLine], description: 'At least one.' }),
  }),
})

export const Page = builder.prismaObject('Page', {
  access: 'anyone',
  description: 'Page with texts of the town: legal notice, privacy, accessibility and similar.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its address, e.g. impressum.' }),
    locale: t.field({
      type: 'Locale',
      description: 'The language in which the page really is, where the one asked for is missing.',
      args: localeArgument,
      resolve: ({ body }, { locale }) => localeIn(body, locale) ?? locale,
    }),
    title: t.string({
      description: 'E.g. Legal notice.',
      args: localeArgument,
      resolve: ({ title }, { locale }) => textOf(title, locale),
    }),
    blocks: t.field({
      type: [PageBlock],
      description: 'Its text, from top to bottom.',
      args: localeArgument,
      // Only the import writes this column, after checking it, see page-text.ts.
      resolve: ({ body }, { locale }) => (entryOf(body, locale) ?? []) as Block[],
    }),
  }),
})
