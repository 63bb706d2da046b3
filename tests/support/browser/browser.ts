import type { TestProject } from 'vitest/node'
import { type Browsers, findBrowsers } from './find-browser.ts'
import { openTown, type Town } from '../town.ts'

/** The product in one process, and the browsers for the journeys. */
export interface RunningProduct extends Town {
  browsers: Browsers
}

declare module 'vitest' {
  export interface ProvidedContext {
    product: RunningProduct
  }
}

/** Starts the product once for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browsers = findBrowsers()
  const { town, close } = await openTown(project.getProvidedContext().postgres, 'journeys')
  project.provide('product', { ...town, browsers })
  return close
}
