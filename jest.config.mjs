import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Packages that are published as ES modules only: jest must compile them. */
const esModules = ['jose', 'openid-client', 'oauth4webapi', '@otplib', '@scure', '@noble']

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
}

const node = (folder) => ({
  displayName: folder,
  rootDir: folder,
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/gen/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testEnvironment: 'node',
  // `development` makes the packages of this workspace resolve to their sources, so that tests need no build.
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'require', 'default'] },
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
})

const services = readdirSync('services').map((name) => `services/${name}`)

const projects = ['proto', ...services, 'gateway', 'scripts'].filter((folder) => existsSync(folder)).map(node)

// The portal brings its own configuration: it needs a browser-like environment and a compiler for components.
const frontend = existsSync('frontend/jest.config.mjs') ? ['<rootDir>/frontend/jest.config.mjs'] : []

export default {
  projects: [...projects, ...frontend],
  globalSetup: '<rootDir>/scripts/testing/globalSetup.ts',
  globalTeardown: '<rootDir>/scripts/testing/globalTeardown.ts',
  // Tests wait for the database more than they compute, so two run even on the smallest machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // A test file leaves its async contexts behind, and each of them makes every later await of its worker slower: ten times after a
  // hundred files. A fresh worker has none.
  workerIdleMemoryLimit: '200MB',
  // A bound against hanging, not a measure: a loaded machine may take its time.
  testTimeout: 30_000,
}
