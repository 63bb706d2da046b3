/**
 * Something that the person who starts the product can mend: printed as it is, without a stack,
 * and the process ends with exit code 1. Says what is wrong and what to do.
 */
export class StartFailure extends Error {
  override name = 'StartFailure'
}
