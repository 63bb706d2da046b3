import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

// Two copies of graphql (its CommonJS and its ES build) refuse each other's schemas.
const graphql = fileURLToPath(import.meta.resolve('graphql/index.js'))

const quickPasswords = fileURLToPath(new URL('tests/support/quick-passwords.ts', import.meta.url))

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    // More than there are cores, because tests often wait: for a page, for a product that starts or stops.
    maxWorkers: 1 + availableParallelism(),
    reporters: ['default', './tests/support/durations.ts'],
    sequence: { sequencer: LongestFirst },
    // Only stops a test that hangs: Vitest's second is too short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    // Files of a worker share their imports, so no module there keeps data of a caller.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        resolve: { alias: [{ find: './password-hash-queue.ts', replacement: quickPasswords }] },
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['tests/product/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts', 'tests/support/browser/browser.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
