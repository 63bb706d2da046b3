/**
 * A failure at start that the operator can mend. Its message says what is wrong and what to do; it is printed without a
 * stack trace, and the process exits with code 1.
 */
export class StartFailure extends Error {
  override name = 'StartFailure'
}
