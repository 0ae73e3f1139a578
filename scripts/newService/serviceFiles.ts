import { tableOf, type Names } from './names'

const manifest = ({ service }: Names): string =>
  `${JSON.stringify(
    {
      name: `@rapport/${service}`,
      version: '0.1.0',
      private: true,
      main: 'dist/service.js',
      types: 'dist/service.d.ts',
      dependencies: { '@rapport/chassis': '0.1.0', '@rapport/proto': '0.1.0', sequelize: '6.37.8' },
    },
    null,
    2,
  )}\n`

const tsconfig = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": { "rootDir": "src", "outDir": "dist", "tsBuildInfoFile": "dist/.tsbuildinfo", "types": ["node", "jest"] },
  "include": ["src"],
  "references": [{ "path": "../../proto" }, { "path": "../chassis" }]
}
`

const readme = (names: Names): string => `# ${names.service}

What this service knows and does, in two sentences.

| term | meaning |
| --- | --- |
| ${names.resource} | |

| event | when |
| --- | --- |
| \`${names.service}.${names.resource}.created.v1\` | a record was created |

| table | holds |
| --- | --- |
| \`${tableOf(names)}\` | one row per ${names.snake.replaceAll('_', ' ')} |

## Why
`

const main = ({ service }: Names): string => `import { startService } from '@rapport/chassis'
import { ${service} } from './service'

void startService(${service}, __filename)
`

const composition = ({
  service,
  resource,
  Resource,
}: Names): string => `import { defineService, implement } from '@rapport/chassis'
import { ${Resource}Service } from '@rapport/proto/${service}'
import { ${resource}Handlers } from './${resource}/${resource}.handlers'
import { define${Resource}Model } from './${resource}/${Resource}Model'
import { messages } from './messages'
import { migrations } from './migrations'

/** The ${service} service. */
export const ${service} = defineService({
  name: '${service}',
  messages,
  migrations,
  models: (sequelize) => {
    define${Resource}Model(sequelize)
  },
  handlers: (deps) => [implement(${Resource}Service, ${resource}Handlers(deps))],
})
`

const messages = ({ snake }: Names): string => `import { defineMessages } from '@rapport/chassis'

/** The sentence of every reason that this service gives, in both languages. */
export const messages = defineMessages({
  ${snake}_not_found: { en: 'There is no such record.', 'zh-CN': '没有这条记录。' },
})
`

const migrations = (names: Names): string => `import type { Migration } from '@rapport/chassis'
import { ${names.plural} } from './0001-${tableOf(names).replaceAll('_', '-')}'

export const migrations: Migration[] = [${names.plural}]
`

const firstMigration = (names: Names): string => `import type { Migration } from '@rapport/chassis'

export const ${names.plural}: Migration = {
  name: '0001-${tableOf(names).replaceAll('_', '-')}',
  up: \`CREATE TABLE ${tableOf(names)} (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tenant_id INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    version INT NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY ${tableOf(names)}_created (tenant_id, created_at, id)
  ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_520_ci\`,
}
`

const model = (
  names: Names,
): string => `import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'

export class ${names.Resource}Model extends Model<InferAttributes<${names.Resource}Model>, InferCreationAttributes<${names.Resource}Model>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare name: string
  declare version: number
  declare createdAt: Date
}

export type ${names.Resource}Row = InferAttributes<${names.Resource}Model>

export const define${names.Resource}Model = (sequelize: Sequelize): void => {
  ${names.Resource}Model.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      name: { type: DataTypes.STRING, allowNull: false },
      version: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: { type: DataTypes.DATE(3), allowNull: false },
    },
    { sequelize, tableName: '${tableOf(names)}', underscored: true, timestamps: false },
  )
}
`

const presenter = ({ Resource }: Names): string => `import { toTimestamp } from '@rapport/chassis'
import type { ${Resource}Row } from './${Resource}Model'

/** The record as the wire knows it. */
export const present${Resource} = ({ id, name, version, createdAt }: ${Resource}Row) => ({
  id,
  name,
  version,
  createdAt: toTimestamp(createdAt),
})
`

const useCase = (names: Names): string => `import { columnsOf, notFound, readRow, type Deps } from '@rapport/chassis'
import type { Get${names.Resource}Request } from '@rapport/proto/${names.service}'
import { present${names.Resource} } from './${names.resource}.presenter'
import { ${names.Resource}Model } from './${names.Resource}Model'

/** One record. */
export const get${names.Resource} =
  ({ database }: Deps) =>
  async ({ id }: Get${names.Resource}Request) => {
    const columns = columnsOf(${names.Resource}Model, 'r')
    const sql = \`SELECT \${columns} FROM ${tableOf(names)} r WHERE r.tenant_id = :tenantId AND r.id = :id\`
    const [row] = await database.select<Record<string, unknown>>(sql, { id })
    if (!row) throw notFound('${names.resource}', id)
    return present${names.Resource}(readRow(${names.Resource}Model, row))
  }
`

const handlers = ({ resource, Resource }: Names): string => `import type { Deps } from '@rapport/chassis'
import { get${Resource} } from './get${Resource}'

/** Handlers of ${Resource}Service. */
export const ${resource}Handlers = (deps: Deps) => ({
  get${Resource}: get${Resource}(deps),
})
`

/** The code of a new service: path in the project -> content. */
export const serviceFiles = (names: Names): Record<string, string> => {
  const { service, resource, Resource } = names
  const files = {
    'package.json': manifest(names),
    'tsconfig.json': tsconfig,
    'README.md': readme(names),
    'src/main.ts': main(names),
    'src/service.ts': composition(names),
    'src/messages.ts': messages(names),
    'src/migrations/index.ts': migrations(names),
    [`src/migrations/0001-${tableOf(names).replaceAll('_', '-')}.ts`]: firstMigration(names),
    [`src/${resource}/${Resource}Model.ts`]: model(names),
    [`src/${resource}/${resource}.presenter.ts`]: presenter(names),
    [`src/${resource}/get${Resource}.ts`]: useCase(names),
    [`src/${resource}/${resource}.handlers.ts`]: handlers(names),
  }
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`services/${service}/${path}`, content]))
}
