import { execFile } from 'node:child_process'
import { access, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { startProduct } from '../support/product.ts'

/** Shared by all workers of a run. */
const SHARED = inject('postgres').scratch
const MODEL = join(SHARED, 'used-folder')
const IS_MADE = join(SHARED, 'used-folder.made')

/**
 * Fills a data folder with that of a product which was started once. A first start takes three times as long, so only
 * tests about it begin with an empty folder.
 */
export async function useFolder(dataDir: string): Promise<void> {
  await makeOnce()
  await mkdir(dataDir, { recursive: true })
  // With owners, because PostgreSQL refuses files of another user.
  await promisify(execFile)('cp', ['-pR', `${MODEL}/.`, dataDir])
}

/** The first worker makes the model, the others wait for it. */
async function makeOnce(): Promise<void> {
  const isFirst = await mkdir(MODEL).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    const product = startProduct({ DATA_DIR: MODEL })
    await product.ready
    await product.end()
    await writeFile(IS_MADE, '')
  }
  const isMade = () =>
    access(IS_MADE).then(
      () => true,
      () => false,
    )
  while (!(await isMade())) await pause(50)
}
