import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fingerprint } from './fingerprint'
import { Trouble } from './say'

/** The folder of the whole project. */
export const ROOT = resolve(__dirname, '../..')

type Step = { name: string; inputs: string[]; output: string; command: string; args: string[] }

const services = () => readdirSync(join(ROOT, 'services')).map((name) => `services/${name}`)

const steps = (): Step[] => {
  const contract = ['proto', 'package-lock.json', 'tsconfig.base.json']
  const code = [...services(), 'gateway']
  return [
    {
      name: 'contract',
      inputs: contract,
      output: 'proto/dist/index.js',
      command: 'npm',
      args: ['run', '-s', 'build', '-w', '@rapport/proto'],
    },
    {
      name: 'services',
      inputs: [...contract, ...code],
      output: 'gateway/dist/main.js',
      command: process.execPath,
      args: ['node_modules/typescript/bin/tsc', '-b', 'proto', ...code],
    },
    {
      name: 'portal',
      inputs: [...contract, 'frontend'],
      output: 'frontend/dist/index.html',
      command: 'npm',
      args: ['run', '-s', 'build', '-w', '@rapport/frontend'],
    },
  ]
}

const execute = ({ name, command, args }: Step): Promise<void> =>
  new Promise((done, failed) => {
    const output: Buffer[] = []
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
    child.once('error', failed)
    child.once('close', (code) =>
      code === 0
        ? done()
        : failed(new Trouble(`building the ${name} failed:\n${Buffer.concat(output).toString().trim()}`)),
    )
  })

const stampPath = (step: Step) => join(ROOT, '.local', 'build', step.name)

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)

const isCurrent = (step: Step, print: string) => existsSync(join(ROOT, step.output)) && read(stampPath(step)) === print

/**
 * Builds whatever is older than its sources: the contract, then the Node parts, then the portal.
 * @param report told the name of each step that has to run
 * @returns a text that changes when anything that was built changed
 * @throws Trouble with the compiler's output when a step fails
 */
export const build = async (report: (line: string) => void): Promise<string> => {
  const prints: string[] = []
  for (const step of steps()) {
    const print = fingerprint(step.inputs.map((path) => join(ROOT, path)))
    prints.push(print)
    if (isCurrent(step, print)) continue
    report(`building the ${step.name}`)
    rmSync(stampPath(step), { force: true })
    await execute(step)
    mkdirSync(join(ROOT, '.local', 'build'), { recursive: true })
    writeFileSync(stampPath(step), fingerprint(step.inputs.map((path) => join(ROOT, path))))
  }
  return prints.slice(0, 2).join('-')
}
