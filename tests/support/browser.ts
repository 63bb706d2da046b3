import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'
import { openTown, type Town } from './town.ts'

/** The whole product in one process, and the browser that looks at it. */
export interface RunningProduct extends Town {
  /** Chromium's executable. */
  browser: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    product: RunningProduct
  }
}

/** Starts the product once for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = findBrowser()
  const { town, close } = await openTown(project.getProvidedContext().postgres, 'journeys')
  project.provide('product', { ...town, browser })
  return close
}
