/** Names of the fields in which `change` differs from `stored`. */
export const differences = <Row extends object>(stored: Row, change: Partial<Row>): string[] =>
  Object.entries(change)
    .filter(([field, value]) => JSON.stringify(stored[field as keyof Row]) !== JSON.stringify(value))
    .map(([field]) => field)
