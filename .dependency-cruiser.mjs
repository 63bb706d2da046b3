/**
 * The floors of api/, from top to bottom, and the rules that follow from them. A file may import from its own folder and
 * from floors below; from another folder on its floor only if SIBLINGS gives a reason. Type imports count.
 * docs/architecture.md shows the floors; `npm run check` checks the imports and the picture.
 */
export const FLOORS = [
  {
    folders: ['cli', 'demo', 'main.ts', 'server.ts', 'product.ts', 'env.ts'],
    task: 'processes: start, listen, stop; commands; a demo town',
  },
  { folders: ['graphql'], task: 'the schema: types, resolvers, access, limits of an operation' },
  {
    folders: ['staff', 'planning', 'push', 'statistics'],
    task: 'domains that depend on bookings',
  },
  { folders: ['booking'], task: 'commands that hold, book, move and cancel' },
  { folders: ['notification'], task: 'outbox, composing and sending of messages' },
  { folders: ['catalogue'], task: 'services, topics, texts: import, editor, search' },
  {
    folders: ['audit', 'safety', 'database', 'identity'],
    task: 'audit, limits, PostgreSQL, sessions and access rules',
  },
  {
    folders: ['app'],
    task: 'dependencies of commands; commits a command, and runs the actions after the commit',
  },
  { folders: ['live'], task: 'change feed, availability in memory' },
  // Below every command that checks an input; above kernel, whose limits and codes it uses.
  { folders: ['inputs'], task: 'validation of inputs, one schema for each input, shared with the pages' },
  { folders: ['kernel'], task: 'outcome, transaction, configuration types, languages, messages' },
  { folders: ['availability', 'generated'], task: 'the pure core; the generated database client' },
]

/** Imports between folders on one floor, each with its reason: none at present. */
export const SIBLINGS = []

const anyOf = (names) => `^api/(${names.map((name) => name.replace('.', '\\.')).join('|')})(?:/|$)`
const foldersAbove = (index) => FLOORS.slice(0, index).flatMap(({ folders }) => folders)

const onlyDownwards = FLOORS.slice(1).map(({ folders }, index) => ({
  name: `only-downwards-from-${folders[0]}`,
  comment: `${folders.join(', ')}: imports only from floors below, see FLOORS.`,
  severity: 'error',
  from: { path: anyOf(folders) },
  to: { path: anyOf(foldersAbove(index + 1)) },
}))

const noSiblings = FLOORS.slice(1)
  .filter(({ folders }) => folders.length > 1)
  .map(({ folders }) => ({
    name: `no-siblings-of-${folders[0]}`,
    comment: 'Folders on one floor do not import each other, unless SIBLINGS gives a reason.',
    severity: 'error',
    from: { path: anyOf(folders) },
    to: { path: anyOf(folders), pathNot: ['^api/$1(?:/|$)', ...SIBLINGS.map(({ to }) => to)] },
  }))

const COMMANDS = anyOf(
  FLOORS.slice(FLOORS.findIndex(({ folders }) => folders.includes('staff'))).flatMap(
    ({ folders }) => folders,
  ),
)
/**
 * Also runs in browsers: the descriptions of the catalogue's fields, the search over it, the table of languages, checks
 * and limits of inputs, the format of money.
 */
const SHARED_WITH_PAGES =
  '^api/(catalogue/(fields|search)/|inputs/|kernel/(languages|text|limits|money|roles)\\.ts$|availability/limits\\.ts$)'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Files with circular imports can only be understood together.',
      severity: 'error',
      from: { path: '^api/' },
      to: { circular: true },
    },
    {
      name: 'listed-folders-only',
      comment: 'Every folder of api/ must have a floor in FLOORS.',
      severity: 'error',
      from: { path: '^api/', pathNot: [anyOf(FLOORS.flatMap(({ folders }) => folders)), '^api/launch'] },
      to: {},
    },
    ...onlyDownwards,
    ...noSiblings,
    {
      name: 'core-is-pure',
      comment: 'availability/ computes from plain data: no files, no network, no packages.',
      severity: 'error',
      from: { path: '^api/availability/' },
      to: { pathNot: '^(api/availability/|node_modules/date-holidays/)' },
    },
    {
      name: 'commands-know-no-graphql',
      comment: 'Commands return outcomes; graphql/ translates them to the schema.',
      severity: 'error',
      from: { path: COMMANDS, pathNot: '^api/safety/' },
      to: { path: 'node_modules/(graphql|graphql-yoga|@pothos)/' },
    },
    {
      name: 'commands-know-no-http',
      comment: 'Only server.ts uses HTTP, except for calls of push services.',
      severity: 'error',
      from: { path: COMMANDS, pathNot: ['^api/push/post\\.ts$', '^api/safety/'] },
      to: { path: '^(node:)?https?$|node_modules/(@sveltejs/kit|compression)/' },
    },
    {
      name: 'pages-share-little',
      comment:
        'Browsers load these files, so they only import each other, the packages for search and checks, and types.',
      severity: 'error',
      from: { path: SHARED_WITH_PAGES },
      to: {
        pathNot: [
          SHARED_WITH_PAGES,
          '^api/kernel/languages\\.json$',
          'node_modules/(minisearch|@orama/stemmers|zod|libphonenumber-js)/',
        ],
        // A type leaves no import in what a browser loads.
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'product-stands-alone',
      comment: 'The API imports neither pages nor tests; the server loads the built pages by their path.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^(web|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^api/(generated|launch|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
