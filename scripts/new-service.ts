import { spawnSync } from 'node:child_process'
import { newService } from './newService/newService'
import { ROOT } from './stack/build'
import { say, Trouble } from './stack/say'

const execute = (command: string, ...args: string[]): void => {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) throw new Trouble(`${command} ${args.join(' ')} failed`)
}

const main = (): void => {
  const [service, resource] = process.argv.slice(2)
  if (!service) throw new Trouble('say the name and the first resource, like: scripts/new-service marketing campaign')
  const files = newService(ROOT, service, resource)
  for (const file of files) say(file)
  execute('node_modules/.bin/prettier', '--log-level=warn', '--write', `services/${service}`)
  // Links the new workspace and adds it to the lock file; every package it names is there already.
  execute('npm', 'install', '--no-audit', '--no-fund')
  say(
    `\nNext: services/${service}/README.md says what the service knows and does; roles in identity get its permissions.`,
  )
}

try {
  main()
} catch (error) {
  if (!(error instanceof Trouble)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
