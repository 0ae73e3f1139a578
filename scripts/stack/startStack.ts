import { resolve } from 'node:path'
import { readyBackends, type Backends } from './backends'
import { ROOT } from './build'
import { targets, type Surroundings } from './environment'
import { writeFacts } from './facts'
import { alone } from './lock'
import { partsOf } from './parts'
import { portsFrom, type Ports } from './ports'
import { say } from './say'
import { createSchemas } from './schemas'
import { internalKeyFiles } from './secrets'
import { services } from './services'
import { startParts } from './startParts'
import { stopStack } from './stopStack'

export type StackOptions = {
  /** Folder of the stack's data, secrets and logs. */
  dir: string
  /** The gateway's port (all others follow upwards), or every port one by one. */
  ports: number | Ports
  /** Processes to start by name, 'gateway' being one. All by default. */
  parts?: string[]
  quiet?: boolean
  /** Where DATABASE_URL and BROKER_URL are looked up. None by default, so that a test never touches real data. */
  environment?: NodeJS.ProcessEnv
  /** Additional variables for every process; they win over those that the stack sets. */
  settings?: Record<string, string>
  /** The address people use, when it is not the gateway's own. */
  publicUrl?: string
  /** A text that changes whenever the built code does; processes started from another are restarted. */
  build?: string
  /** Folder that holds services/, gateway/ and frontend/. */
  root?: string
}

export type Stack = Backends & {
  dir: string
  ports: Ports
  gatewayUrl: string
  /** Variables with the services' addresses: IDENTITY_TARGET, ... */
  targets: Record<string, string>
  keys: { privateKeyFile: string; publicKeyFile: string }
  /** Names of the processes that had to be started; none when everything ran already. */
  started: string[]
  stop: () => Promise<void>
}

/**
 * Brings a stack up: database, broker, schemas, then every Node process, and waits until all are ready.
 * Starts only what is missing or was started from something else. The code must have been built.
 * @throws Trouble saying what is missing, taken or broken; what had come up stays up until `stopStack(dir)`
 */
export const startStack = (options: StackOptions): Promise<Stack> => {
  const dir = resolve(options.dir)
  return alone(dir, async () => {
    const { parts, quiet = false, environment = {}, settings = {}, build = '', root = ROOT } = options
    const ports = typeof options.ports === 'number' ? portsFrom(options.ports) : options.ports
    const report = quiet ? () => undefined : say
    const gatewayUrl = `http://127.0.0.1:${ports.gateway}`
    const backends = await readyBackends(dir, ports, environment, report)
    writeFacts(dir, { ports, gatewayUrl, elsewhere: backends.elsewhere })
    await createSchemas(
      dir,
      backends.database,
      services.map(({ name }) => name),
    )
    const surroundings: Surroundings = {
      dir,
      root,
      ports,
      backends,
      publicUrl: options.publicUrl ?? gatewayUrl,
      settings,
    }
    const started = await startParts(dir, partsOf(surroundings, parts, build), report)
    return {
      ...backends,
      dir,
      ports,
      gatewayUrl,
      targets: targets(ports),
      keys: internalKeyFiles(dir),
      started: [...backends.started, ...started],
      stop: async () => {
        await stopStack(dir)
      },
    }
  })
}
