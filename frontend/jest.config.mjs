import { fileURLToPath } from 'node:url'

const frontend = fileURLToPath(new URL('.', import.meta.url))

/** Packages that are published as ES modules only: jest must compile them. */
const esModules = ['element-plus', '@element-plus', 'lodash-es', 'openapi-fetch', '@vueuse', 'vue-router', 'pinia']

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
}

export default {
  displayName: 'frontend',
  rootDir: frontend,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/gen/'],
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['node', 'require', 'default'] },
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json', 'vue'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1', '\\.css$': '<rootDir>/test/style.cjs' },
  setupFiles: ['<rootDir>/test/setup.ts'],
  transform: {
    '^.+\\.vue$': '<rootDir>/test/vueTransformer.cjs',
    '^.+\\.(t|j|mj)s$': ['@swc/jest', swc],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
}
