const { features, rules } = require('./scripts/features.cjs')

/* Who may import whom. Tests are judged by what they prove, not by what they import. */

const test = '(\\.test\\.tsx?$|/testing/|/simulation/|^scripts/)'

/** A feature's rules: services/<service>/src/<feature>/<feature>.ts */
const rulesPath = rules.map((path) => `^${path.replace('.', '\\.')}$`)
const handlers = '(\\.handlers\\.ts$|/src/consumers/)'
const kinds = '\\.(handlers|queries|policy|presenter|events)\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contract-stands-alone',
      comment: 'The contract imports nothing of ours.',
      severity: 'error',
      from: { path: '^proto/' },
      to: { path: '^(services|gateway|frontend|scripts|deploy)/' },
    },
    {
      name: 'chassis-knows-no-service',
      comment: 'The chassis stands on the contract alone.',
      severity: 'error',
      from: { path: '^services/chassis/' },
      to: { path: '^(services/(?!chassis/)|gateway/|frontend/|scripts/)' },
    },
    {
      name: 'services-do-not-import-each-other',
      comment: 'A service talks to another by rpc or event.',
      severity: 'error',
      from: { path: '^services/(?!chassis/)([^/]+)/' },
      to: { path: '^(services|gateway|frontend)/', pathNot: '^services/($1|chassis)/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'No table, no network, no file and no clock in the rules of a feature.',
      severity: 'error',
      from: { path: rulesPath },
      to: {
        path: `(node_modules/(sequelize|mysql2|@grpc|amqplib|express)/|Model\\.ts$|/migrations/|${kinds})`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-use-no-node',
      comment: 'Rules get the time and random values as arguments.',
      severity: 'error',
      from: { path: rulesPath },
      // Hashing is a pure function; eslint keeps random values out.
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'tables-belong-to-their-feature',
      comment:
        "A feature may use another's queries, rules, policy, presenter and events, but never its table: what is read or written there is said in its *.queries.ts.",
      severity: 'error',
      from: { path: '^services/(?!chassis/)([^/]+)/src/([^/]+)/', pathNot: test },
      to: {
        path: features.map((path) => `^${path}/[^/]+Model\\.ts$`),
        pathNot: '^services/$1/src/$2/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'use-cases-know-no-handlers',
      comment: 'Handlers call use cases, never the other way round.',
      severity: 'error',
      from: { path: '^services/(?!chassis/)[^/]+/src/[^/]+/', pathNot: [test, handlers] },
      to: { path: handlers },
    },
    {
      name: 'handlers-call-use-cases-only',
      comment: 'No table and no rule in a handler or consumer.',
      severity: 'error',
      from: { path: handlers, pathNot: test },
      to: { path: ['Model\\.ts$', ...rulesPath], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'gateway-knows-no-service',
      comment: 'The gateway speaks the contract.',
      severity: 'error',
      from: { path: '^gateway/', pathNot: test },
      to: { path: '^(services/(?!chassis/)|frontend/)' },
    },
    {
      name: 'portal-modules-are-apart',
      comment: 'A module of the portal uses ui, composables and api, never another module.',
      severity: 'error',
      from: { path: '^frontend/src/modules/([^/]+)/', pathNot: test },
      to: { path: '^frontend/src/modules/', pathNot: '^frontend/src/modules/$1/' },
    },
    {
      name: 'portal-ui-knows-no-business',
      comment: 'The building blocks of the portal import no module and no api.',
      severity: 'error',
      from: { path: '^frontend/src/ui/', pathNot: test },
      to: { path: '^frontend/src/(modules|api)/' },
    },
    {
      name: 'portal-stays-in-the-browser',
      comment: 'The portal takes nothing but types from the contract and nothing from the servers.',
      severity: 'error',
      from: { path: '^frontend/src/', pathNot: test },
      to: { path: '^(proto|services|gateway|scripts)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-without-scripts',
      comment: 'What a person runs is built on the product, not under it.',
      severity: 'error',
      from: { path: '^(proto|services|gateway|frontend)/', pathNot: test },
      to: { path: '^scripts/' },
    },
    {
      name: 'product-without-test-code',
      comment: 'Testing helpers are for tests.',
      severity: 'error',
      from: { path: '^(proto|services|gateway|frontend)/', pathNot: test },
      to: { path: test, pathNot: '^scripts/' },
    },
    {
      name: 'no-circles',
      comment: 'Types may know each other, code may not run in a circle.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: { pathNot: '^frontend/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|gen|coverage|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['development', 'types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json', '.d.ts'],
    },
    cache: false,
  },
}
