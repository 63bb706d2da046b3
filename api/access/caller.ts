import type { Context } from '../context.ts'
import type { SignedInStaff } from '../staff/session.ts'

/** Who is calling a field that the matrix opens to staff alone. */
export async function caller(context: Context): Promise<SignedInStaff> {
  const staff = await context.staff()
  if (!staff)
    throw new Error('A field that needs a member of staff must not be open to everybody: see matrix.ts')
  return staff
}
