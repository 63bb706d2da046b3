/**
 * An error that the user of a command can correct. Its message says what is wrong and what to do; it is printed without
 * a stack, and the process exits with code 1.
 */
export class LaunchFailure extends Error {
  name = 'LaunchFailure'
}
