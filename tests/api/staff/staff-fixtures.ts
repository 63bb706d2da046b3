import { hashPassword } from '../../../api/staff/password/password.ts'
import type { TestApp } from '../../support/app.ts'

export const PASSWORD = 'nur fuer diese Probe'

let hash: Promise<string> | undefined
let people = 0

/** A new member of staff, who signs in with PASSWORD. */
export async function newStaff(
  { app }: TestApp,
  { roles = ['clerk'], departmentId = 'wohngeld' }: { roles?: string[]; departmentId?: string } = {},
): Promise<{ id: string; email: string }> {
  const email = `person${++people}@rathaus.example`
  return app.db.prisma.staff.create({
    data: {
      name: `Person ${people}`,
      email,
      passwordHash: await (hash ??= hashPassword(PASSWORD)),
      roles,
      departments: { connect: { id: departmentId } },
    },
    select: { id: true, email: true },
  })
}

export interface SignedInCaller {
  outcome: { __typename: string; code?: string; message?: string }
  /** Contains the session cookie after a successful sign-in. */
  headers: Record<string, string>
}

/** Signs in as a browser does. */
export async function signIn(
  { fetch }: TestApp,
  email: string,
  given: { password?: string; otp?: string; userAgent?: string } = {},
): Promise<SignedInCaller> {
  const { password = PASSWORD, otp, userAgent = 'curl/8.5.0' } = given
  const response = await fetch(
    `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Error { code message(locale: "en") } } }`,
    { input: { email, password, otp } },
    { headers: { 'user-agent': userAgent } },
  )
  const { data } = (await response.json()) as { data: { signIn: SignedInCaller['outcome'] } }
  return {
    outcome: data.signIn,
    headers: { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
  }
}
