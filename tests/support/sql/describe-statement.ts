import type pg from 'pg'

/** Description of a statement by PostgreSQL. */
export interface StatementDescription {
  /** Type OIDs of `$1`, `$2` … */
  parameters: number[]
  columns: pg.FieldDef[]
}

/**
 * Lets PostgreSQL parse and describe a statement, without running it (Parse, Describe and Sync of the extended query
 * protocol).
 * @throws the server's error if the statement does not fit the schema
 */
export function describeStatement(client: pg.Client, text: string): Promise<StatementDescription> {
  return new Promise((resolve, reject) => client.query(new DescribeRequest(text, resolve, reject)))
}

interface ParameterDescription {
  dataTypeIDs: number[]
}

/** A query in the queue of the client, which passes the server's messages to it. */
class DescribeRequest implements pg.Submittable {
  readonly #text: string
  readonly #resolve: (description: StatementDescription) => void
  readonly #reject: (error: Error) => void
  #parameters: number[] = []
  #columns: pg.FieldDef[] = []

  constructor(
    text: string,
    resolve: (description: StatementDescription) => void,
    reject: (error: Error) => void,
  ) {
    this.#text = text
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: pg.Connection): void {
    // The client does not forward this message.
    connection.once('parameterDescription', ({ dataTypeIDs }: ParameterDescription) => {
      this.#parameters = dataTypeIDs
    })
    connection.parse({ name: '', text: this.#text, types: [] }, true)
    connection.describe({ type: 'S', name: '' }, true)
    connection.sync()
  }

  handleRowDescription({ fields }: { fields: pg.FieldDef[] }): void {
    this.#columns = fields
  }

  handleError(error: Error, connection: pg.Connection): void {
    connection.removeAllListeners('parameterDescription')
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    this.#resolve({ parameters: this.#parameters, columns: this.#columns })
  }
}
