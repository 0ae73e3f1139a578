/** What is measured: the skeleton or the product. */
export interface System {
  name: 'skeleton' | 'product'
  /** Where its gateway listens, on 127.0.0.1. */
  port: number
  headers: Record<string, string>
  /** Its own processes by name; the database is not among them. */
  processes: Record<string, number>
  /** gRPC calls that its services have answered so far; undefined when it does not count. */
  calls: () => Promise<number | undefined>
}
