/**
 * A failure at start that the operator can fix. Its message names the problem and its solution; it is printed without a
 * stack trace, and the process exits with code 1.
 */
export class StartFailure extends Error {
  override name = 'StartFailure'
}
