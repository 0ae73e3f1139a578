import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { baseConfig } from './baseConfig'
import { ConfigError, readConfig } from './readConfig'
import { targetOf } from './targetOf'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const complete = {
  DATABASE_HOSTS: 'db-1:3306, db-2:3306',
  DATABASE_NAME: 'customer',
  DATABASE_USER: 'customer',
  DATABASE_PASSWORD: 'secret',
  BROKER_URL: 'amqp://user:secret@broker:5672',
  INTERNAL_PUBLIC_KEY_FILE: '/keys/public.pem',
}

describe('the configuration', () => {
  it('has defaults for what may be absent', () => {
    expect(readConfig(baseConfig, { ...complete, LOG_LEVEL: '' })).toMatchObject({
      DATABASE_HOSTS: ['db-1:3306', 'db-2:3306'],
      DATABASE_REPLICAS: [],
      GRPC_PORT: 50_051,
      LOG_LEVEL: 'info',
    })
  })

  it('names every variable that is missing or wrong, and no value', () => {
    const environment = { ...complete, DATABASE_NAME: undefined, GRPC_PORT: 'canary', BROKER_URL: 'http://canary' }
    const read = () => readConfig(baseConfig, environment)
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/DATABASE_NAME is not set.*|GRPC_PORT is wrong|BROKER_URL is wrong/)
    expect(read).not.toThrow(/canary/)
  })

  it('takes a secret from a file', () => {
    const path = join(folder, 'password')
    writeFileSync(path, 's3cret \n')
    const { DATABASE_PASSWORD, ...rest } = complete
    expect(DATABASE_PASSWORD).toBe('secret')
    expect(readConfig(baseConfig, { ...rest, DATABASE_PASSWORD_FILE: path }).DATABASE_PASSWORD).toBe('s3cret ')
  })

  it('refuses a file that is not there, and a value given twice', () => {
    const schema = z.object({ KEY: z.string() })
    expect(() => readConfig(schema, { KEY_FILE: join(folder, 'none') })).toThrow(/KEY_FILE names .* cannot be read/)
    expect(() => readConfig(schema, { KEY: 'a', KEY_FILE: join(folder, 'none') })).toThrow(/both set/)
  })

  it('says where other services are, or which variable is missing', () => {
    expect(targetOf('identity', { IDENTITY_TARGET: 'dns:///identity:50051' })).toBe('dns:///identity:50051')
    expect(() => targetOf('callCenter', {})).toThrow(/^CALL_CENTER_TARGET is not set/)
  })
})
