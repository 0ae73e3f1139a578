/** One step of a schema: forward only, one DDL statement, such that the previous release keeps running. */
export interface Migration {
  /** Unique within the service, sorts in the order of running: `0001-accounts`. */
  readonly name: string
  /** The statement, or code that may run several, each of which may be repeated without harm. */
  readonly up: string | ((run: (sql: string) => Promise<void>) => Promise<void>)
}
