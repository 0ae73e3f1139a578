import { build, ROOT } from './stack/build'
import { readConfig, type Config } from './stack/config'
import { readFacts } from './stack/facts'
import { followLogs } from './stack/logs'
import { allRunning } from './stack/processes'
import { say, Trouble } from './stack/say'
import { demoLogins, seedDemo } from './stack/seedDemo'
import { startStack, type Stack } from './stack/startStack'
import { statusOf, statusTable } from './stack/status'
import { stopStack } from './stack/stopStack'

const start = async (config: Config): Promise<Stack> =>
  startStack({ ...config, environment: process.env, build: await build(say) })

const up = async (config: Config): Promise<void> => {
  const stack = await start(config)
  if (demoLogins(stack.dir) === undefined) {
    say('loading the demo data (once)')
    await seedDemo(stack)
  }
  say()
  say(`Rapport ${stack.started.length === 0 ? 'runs already' : 'is ready'}: ${config.publicUrl ?? stack.gatewayUrl}`)
  say(demoLogins(stack.dir))
}

const seed = async (config: Config): Promise<void> => seedDemo(await start(config))

const down = async ({ dir }: Config): Promise<void> => {
  const names = await stopStack(dir)
  say(names.length === 0 ? 'nothing was running' : `stopped ${names.join(', ')}; the data stays in ${dir}`)
}

const status = async ({ dir, ports }: Config): Promise<void> => {
  say(statusTable(await statusOf(dir, ports)))
  if (allRunning(dir).length > 0) say(`\n${readFacts(dir)?.gatewayUrl ?? ''}`)
}

const commands: Record<string, (config: Config) => Promise<unknown>> = {
  up,
  down,
  status,
  seed,
  logs: ({ dir }) => followLogs(dir, process.argv[3]),
  build: () => build(say),
}

const main = async (): Promise<void> => {
  const command = commands[process.argv[2] ?? '']
  if (!command) throw new Trouble(`say one of: ${Object.keys(commands).join(', ')}`)
  process.chdir(ROOT)
  await command(readConfig(process.env))
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exitCode = 1
})
