/** A business service of the stack, with what its environment needs beyond that of all. */
export type Service = { name: string; secretsKey?: true }

const registry: Record<string, Omit<Service, 'name'>> = {
  identity: { secretsKey: true },
  customer: {},
}

/** All business services, in the order of their ports. `scripts/new-service` adds a line to the registry. */
export const services: Service[] = Object.entries(registry).map(([name, needs]) => ({ name, ...needs }))

/** Schema and user of a service in the database. */
export const schemaOf = (service: string): string => `rapport_${service.replaceAll('-', '_')}`

/** A service's name as part of an environment variable. */
export const upperSnake = (service: string): string => service.toUpperCase().replaceAll('-', '_')
