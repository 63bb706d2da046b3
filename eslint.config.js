import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Imports that a layer may not have, with the reason that the linter prints. */
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })
const GRAPHQL = {
  regex: '^(graphql|graphql-yoga|@pothos/.*)$|/graphql/',
}
const HTTP = { regex: '^(node:http.*|@sveltejs/kit.*|compression)$|/server\\.ts$' }
const WEB = { regex: '(^|/)web/' }
const TESTS = { regex: '(^|/)tests/' }

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

  // The layers. Pages and API meet in the schema alone; the server loads the built pages by their address.
  // Two things they share: the search, which is pure and ranks in the browser as on the server, and the languages.
  {
    files: ['web/**'],
    rules: forbid(
      {
        regex: '(^|/)api(/(?!(search|languages)$)|$)',
        message: 'Pages speak GraphQL; of the API they have the search and the languages alone.',
      },
      TESTS,
    ),
  },
  { files: ['api/**'], rules: forbid(WEB, TESTS) },
  {
    files: ['api/availability/**'],
    rules: forbid(
      { regex: '^\\.\\./', message: 'The core is pure: it imports nothing from outside its folder.' },
      { regex: '^node:', message: 'The core is pure: no files, no environment, no network.' },
      GRAPHQL,
    ),
  },
  {
    files: ['api/catalogue/search/**'],
    rules: forbid({
      regex: '^(?!\\./|\\.\\./\\.\\./kernel/text\\.ts$|minisearch$|@orama/stemmers/)',
      message: 'Browsers search with this: it imports nothing but its folder and what searching needs.',
    }),
  },
  {
    files: ['api/kernel/languages.ts'],
    rules: forbid({
      regex: '^(?!\\./languages\\.json$|\\./text\\.ts$)',
      message: 'Pages know the languages from here: it imports nothing but the table and how to look in it.',
    }),
  },
  { files: ['api/kernel/text.ts'], rules: forbid({ regex: '.', message: 'Browsers search with this.' }) },
  {
    files: [
      'api/audit/**',
      'api/statistics/**',
      'api/booking/**',
      'api/live/**',
      'api/notification/**',
      'api/planning/**',
      'api/push/**',
      'api/staff/**',
      'api/catalogue/**',
    ],
    ignores: [
      // Speaks HTTP to push services.
      'api/push/post.ts',
      'api/catalogue/search/**',
      // Not yet without GraphQL.
      'api/booking/staff-bookings.ts',
    ],
    rules: forbid(
      { ...GRAPHQL, message: 'Commands and what they use know neither GraphQL nor HTTP.' },
      { ...HTTP, message: 'Commands and what they use know neither GraphQL nor HTTP.' },
      WEB,
      TESTS,
    ),
  },
  {
    // A resolver validates, authorizes, calls one command, answers.
    files: ['api/graphql/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
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
