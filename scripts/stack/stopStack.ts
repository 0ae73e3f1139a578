import { stopContainers, hasContainers } from './docker'
import { stopBackends } from './backends'
import { BROKER, EPMD } from './broker'
import { DATABASE } from './database'
import { readFacts } from './facts'
import { alone } from './lock'
import { GATEWAY } from './parts'
import { allRunning, stop } from './processes'

const BACKENDS = [DATABASE, BROKER, EPMD]

/**
 * Stops everything that was started in `dir`: the door first, then the services, then broker and database. Data stays.
 * @param unless asked once nobody else can start or stop anything here; true leaves everything running
 * @returns the names of what was stopped
 */
export const stopStack = (dir: string, { unless }: { unless?: () => boolean } = {}): Promise<string[]> =>
  alone(dir, async () => {
    if (unless?.()) return []
    const names = allRunning(dir).map(({ name }) => name)
    await stop(dir, GATEWAY)
    await Promise.all(names.filter((name) => !BACKENDS.includes(name)).map((name) => stop(dir, name)))
    await stopBackends(dir)
    const ports = readFacts(dir)?.ports
    if (!ports || !hasContainers(dir)) return names
    stopContainers(dir, ports)
    return [...names, 'containers']
  })
