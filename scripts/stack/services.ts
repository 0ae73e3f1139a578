/** A business service of the stack. Optional parts of its environment are asked for here. */
export type Service = { name: string; secretsKey?: true }

/** All business services, in the order of their ports. `scripts/new-service` adds a line. */
export const services: Service[] = [{ name: 'identity', secretsKey: true }, { name: 'customer' }]

/** Schema and user of a service in the database. */
export const schemaOf = (service: string): string => `rapport_${service.replaceAll('-', '_')}`

/** A service's name as part of an environment variable. */
export const upperSnake = (service: string): string => service.toUpperCase().replaceAll('-', '_')
