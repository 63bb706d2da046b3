import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Imports that a layer may not have, with the reason that the linter prints. */
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const TESTS = { regex: '(^|/)tests/' }
const OTHER_CLOCKS = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "MemberExpression[object.name='Temporal'][property.name='Now']",
].map((selector) => ({
  selector,
  message: 'The time comes from app.now, as an argument: docs/decisions/0010-clock.md.',
}))
const TEMPORAL_TYPES = [
  {
    selector: "TSTypeReference > TSQualifiedName[left.name='Temporal']",
    message:
      'An instant is a Date, a duration a number of milliseconds; Temporal computes inside a function: docs/decisions/0012-instants-are-dates.md.',
  },
]

export default ts.config(
  {
    ignores: [
      'api/generated/',
      'web/build/',
      'web/.svelte-kit/',
      'web/src/lib/paraglide/',
      '**/schema.d.ts',
      '.data/',
      '.demo/',
      'tests/.results/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser, Temporal: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // The compiler checks indexes; where one is sure to exist, saying so beats a branch that can't be tested.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // Links are made by lib/i18n's href(), which knows the language; the app is always served from the root.
      'svelte/no-navigation-without-resolve': 'off',
      // Collections that only pass through a function need not be reactive; state is declared by $state.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },

  // dependency-cruiser (.dependency-cruiser.mjs) holds the floors of the API; it does not see imports of pages.
  // Pages use the API through the schema. Shared modules: the search, which is pure and ranks in the browser as on the
  // server, the descriptions of the catalogue's fields, the table of languages, the checks and limits of inputs, the format of money.
  {
    files: ['web/**'],
    rules: forbid(
      {
        regex: '(^|/)api(/(?!(search|catalogue-fields|inputs/[a-z-]+|languages|limits|money|roles)$)|$)',
        message:
          'Pages speak GraphQL; of the API they share search, catalogue fields, checks of inputs, languages, limits and the format of money.',
      },
      TESTS,
    ),
  },
  {
    // Only runCommand and runStatement (api/app/command.ts) decide what follows a commit.
    files: ['api/**'],
    ignores: ['api/app/command.ts', 'api/live/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['committed', 'announce', 'wakeWorker'].map((property) => ({
          property,
          message: 'What follows a commit is decided in api/app/command.ts: use runCommand or runStatement.',
        })),
      ],
    },
  },
  {
    // The time of a request is taken once and passed on (docs/decisions/0010-clock.md). The launcher and the commands
    // are processes of their own; the feed measures how long this process was not running.
    files: ['api/**/*.ts'],
    ignores: ['api/product.ts', 'api/cli/**', 'api/demo/**', 'api/live/feed.ts'],
    rules: { 'no-restricted-syntax': ['error', ...OTHER_CLOCKS, ...TEMPORAL_TYPES] },
  },
  {
    // A rule of the last entry that fits a file replaces the one before: these have their own clocks, see above.
    files: ['api/product.ts', 'api/cli/**', 'api/demo/**', 'api/live/feed.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TEMPORAL_TYPES] },
  },
  {
    // The core computes with days and wall-clock times, for which Temporal has the types.
    files: ['api/availability/**'],
    rules: { 'no-restricted-syntax': ['error', ...OTHER_CLOCKS] },
  },
  {
    // A resolver validates, authorizes, calls one command, answers.
    files: ['api/graphql/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...OTHER_CLOCKS,
        ...TEMPORAL_TYPES,
        {
          selector:
            'CallExpression[callee.property.name=/^(create|createMany|update|updateMany|upsert|delete|deleteMany|\\$executeRaw|\\$transaction)$/]',
          message: 'Resolvers read; what writes is a command.',
        },
        { selector: "MemberExpression[property.name='pool']", message: 'Resolvers leave SQL to commands.' },
      ],
    },
  },
  {
    files: ['tests/**'],
    rules: {
      // GraphQL answers in tests are looked into, not typed twice.
      '@typescript-eslint/no-explicit-any': 'off',
      // Vitest reads from the pattern which fixtures a fixture needs: none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
)
