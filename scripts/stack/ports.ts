import { createServer } from 'node:net'
import { services, upperSnake } from './services'

/** Every port of one stack, all on 127.0.0.1. */
export type Ports = {
  gateway: number
  gatewayAdmin: number
  database: number
  broker: number
  brokerNode: number
  epmd: number
  services: Record<string, { grpc: number; admin: number }>
}

/** A port with what it is for and the environment variable that moves it. */
export type Port = { port: number; use: string; variable: string }

/**
 * Lays out the ports of a stack upwards from `base`; single variables (RAPPORT_DATABASE_PORT, RAPPORT_IDENTITY_GRPC_PORT, ...) win.
 * @throws RangeError naming the variable when one is no port number
 */
export const portsFrom = (base: number, environment: NodeJS.ProcessEnv = {}): Ports => {
  const read = (variable: string, fallback: number): number => {
    const port = Number(environment[variable] || fallback)
    if (Number.isInteger(port) && port > 0 && port < 65536) return port
    throw new RangeError(`${variable} must be a port number between 1 and 65535, not "${environment[variable]}"`)
  }
  return {
    gateway: read('RAPPORT_PORT', base),
    gatewayAdmin: read('RAPPORT_GATEWAY_ADMIN_PORT', base + 1),
    database: read('RAPPORT_DATABASE_PORT', base + 2),
    broker: read('RAPPORT_BROKER_PORT', base + 3),
    brokerNode: read('RAPPORT_BROKER_NODE_PORT', base + 4),
    epmd: read('RAPPORT_EPMD_PORT', base + 5),
    services: Object.fromEntries(
      services.map(({ name }, index) => [
        name,
        {
          grpc: read(`RAPPORT_${upperSnake(name)}_GRPC_PORT`, base + 10 + 2 * index),
          admin: read(`RAPPORT_${upperSnake(name)}_ADMIN_PORT`, base + 11 + 2 * index),
        },
      ]),
    ),
  }
}

/** Whether a server may listen on 127.0.0.1 at this port now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer()
      .once('error', () => answer(false))
      .listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => answer(true)))
  })
