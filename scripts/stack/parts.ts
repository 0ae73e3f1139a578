import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { chosenServices, gatewayEnvironment, serviceEnvironment, type Surroundings } from './environment'
import type { Ports } from './ports'
import type { Launch } from './processes'
import { upperSnake } from './services'
import type { Port } from './ports'

/** A Node process of the stack: how to start it, where it says that it is ready, and which ports it needs. */
export type Part = { launch: Launch & { version: string }; admin: number; needs: Port[] }

export const GATEWAY = 'gateway'

const part = (
  root: string,
  name: string,
  main: string,
  env: NodeJS.ProcessEnv,
  admin: number,
  needs: Port[],
  build: string,
): Part => {
  const version = createHash('sha256')
    .update(`${build} ${JSON.stringify(env)}`)
    .digest('hex')
    .slice(0, 16)
  const ports = needs.map(({ port }) => port)
  // Source maps make a stack trace name the source; the warning flag keeps the log free of notes about require(esm).
  // Without a bound on its heap a process lets garbage lie for as long as the machine has memory. The gateway has more room for what is
  // new, so that a thousand requests under way are not taken for what stays, and its heap may double before all of it is marked, which V8
  // else does whenever 8 MB are new: collecting takes less time, and shorter pauses. A service would grow too much while it imports.
  const heap = [
    '--max-old-space-size=384',
    ...(name === GATEWAY ? ['--heap-growing-percent=100', '--max-semi-space-size=64'] : []),
  ]
  const args = ['--enable-source-maps', '--disable-warning=ExperimentalWarning', ...heap, main]
  return { launch: { name, command: process.execPath, args, env, cwd: root, ports, version }, admin, needs }
}

/** Ports of a Node part with their meaning, for messages and checks. */
export const portsOf = (name: string, ports: Ports): Port[] => {
  if (name === GATEWAY) {
    return [
      { port: ports.gateway, use: 'the portal and the API', variable: 'RAPPORT_PORT' },
      { port: ports.gatewayAdmin, use: "the gateway's health and metrics", variable: 'RAPPORT_GATEWAY_ADMIN_PORT' },
    ]
  }
  const own = ports.services[name]
  return own
    ? [
        { port: own.grpc, use: `the ${name} service`, variable: `RAPPORT_${upperSnake(name)}_GRPC_PORT` },
        {
          port: own.admin,
          use: `health and metrics of the ${name} service`,
          variable: `RAPPORT_${upperSnake(name)}_ADMIN_PORT`,
        },
      ]
    : []
}

/**
 * The Node processes of a stack: the chosen services, then the gateway.
 * @param build changes whenever the built code does, so that `make up` restarts what is outdated
 */
export const partsOf = (surroundings: Surroundings, chosen: string[] | undefined, build: string): Part[] => {
  const { root, ports } = surroundings
  const services = chosenServices(chosen).map((service) =>
    part(
      root,
      service.name,
      join(root, 'services', service.name, 'dist', 'main.js'),
      serviceEnvironment(surroundings, service),
      ports.services[service.name]?.admin ?? 0,
      portsOf(service.name, ports),
      build,
    ),
  )
  if (chosen && !chosen.includes(GATEWAY)) return services
  const gateway = part(
    root,
    GATEWAY,
    join(root, 'gateway', 'dist', 'main.js'),
    gatewayEnvironment(surroundings),
    ports.gatewayAdmin,
    portsOf(GATEWAY, ports),
    build,
  )
  return [...services, gateway]
}
