import { withInstanceDatabase } from '../database/instance-database.ts'
import { openDatabase } from '../kernel/db.ts'
import { parseDatabaseEnv } from '../env.ts'
import { StartFailure } from '../kernel/failure.ts'
import { type Anchor, type AuditProblem, verifyAudit } from '../audit/verify.ts'

/*
 * node api/cli/verify-audit.ts [POSITION:HASH]
 * Verifies the audit of this instance, whether the product runs or not. With an argument, also checks that the chain
 * passes through the entry that an earlier run printed. Exit code 1 when something does not fit.
 */
// The migration engine leaves a timer of ten seconds behind, so the process does not wait for its end.
process.exit(await main(process.argv[2]))

async function main(noted: string | undefined): Promise<number> {
  const anchor = noted === undefined ? undefined : anchorOf(noted)
  if (anchor === null) {
    console.error('Usage: npm run audit:verify [-- POSITION:HASH], as an earlier run printed it')
    return 1
  }
  try {
    return await withInstanceDatabase(parseDatabaseEnv(process.env), (url) => verify(url, anchor))
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error
    console.error(`\n  ${error.message}\n`)
    return 1
  }
}

async function verify(url: string, anchor: Anchor | undefined): Promise<number> {
  const db = openDatabase(url, { connections: 1 })
  try {
    const { entries, head, problem } = await verifyAudit(db, anchor)
    if (problem) console.error(`The audit does not fit: ${inWords(problem)}`)
    else console.log('The audit is as it was written.')
    console.log(`${entries} entries fit, up to ${head.position}:${head.hash}`)
    return problem ? 1 : 0
  } finally {
    await db.close()
  }
}

function inWords({ kind, position, entryId }: AuditProblem): string {
  const what = entryId === null ? `place ${position} of the chain` : `entry ${entryId}`
  return {
    CHANGED: `${what} was changed.`,
    MISSING: `${what} was deleted.`,
    GAP: `${what} is missing.`,
    BACKDATED: `${what} was added later and backdated.`,
    UNSEALED: `${what} was not sealed.`,
    ANCHOR: `${what} is not what was noted down.`,
  }[kind]
}

const anchorOf = (text: string): Anchor | null => {
  const [, position, hash] = /^(\d{1,18}):([0-9a-f]{64})$/.exec(text) ?? []
  return position && hash ? { position: BigInt(position), hash } : null
}
