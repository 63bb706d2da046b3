/** Something that the person who starts the product can mend: printed without a stack; the process ends with `code`. */
export class LaunchFailure extends Error {
  name = 'LaunchFailure'

  /**
   * @param {string} message what is wrong and what to do
   * @param {number} [code] exit code
   */
  constructor(message, code = 1) {
    super(message)
    this.code = code
  }
}
