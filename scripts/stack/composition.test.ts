import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './build'
import { services, schemaOf, upperSnake } from './services'

const compose = readFileSync(join(ROOT, 'deploy', 'compose.yaml'), 'utf8')

const blockOf = (name: string): string => new RegExp(`^ {2}${name}:\\n((?: {4}.*\\n)+)`, 'm').exec(compose)?.[1] ?? ''

describe('deploy/compose.yaml', () => {
  it.each(services)('runs $name on its own schema', ({ name }) => {
    const block = blockOf(name)
    expect(block).toContain(`services/${name}/dist/main.js`)
    expect(block).toContain(`DATABASE_NAME: ${schemaOf(name)}\n`)
    expect(block).toContain(`DATABASE_USER: ${schemaOf(name)}\n`)
    expect(compose).toContain(`  ${upperSnake(name)}_TARGET: ${name}:50051\n`)
  })

  it('publishes the gateway alone, which alone has the private key', () => {
    expect(compose.match(/^ {4}ports:$/gm)).toHaveLength(1)
    expect(blockOf('gateway')).toContain('    ports:\n')
    expect(compose.match(/^ {6}INTERNAL_PRIVATE_KEY_FILE:/gm)).toHaveLength(1)
    expect(blockOf('gateway')).toContain('INTERNAL_PRIVATE_KEY_FILE')
  })

  it('carries no secret', () => {
    expect(compose).not.toMatch(/PASSWORD: /)
  })
})
