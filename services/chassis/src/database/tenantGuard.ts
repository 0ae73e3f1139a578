import { Model, type ModelStatic, type QueryInterface, type Sequelize, type WhereOptions } from 'sequelize'
import { isCrossTenant } from './crossTenant'
import { inTenant, stampTenant, tenantColumnOf } from './tenantScope'

type Arguments = unknown[]
type Values = Record<string, unknown>

interface Include {
  model?: unknown
  where?: WhereOptions
  include?: Include[]
  through?: Include
}

const isModel = (value: unknown): value is ModelStatic<Model> =>
  typeof value === 'function' && value.prototype instanceof Model
const modelOf = (value: unknown): ModelStatic<Model> | undefined => {
  if (isModel(value)) return value
  return value instanceof Model && isModel(value.constructor) ? value.constructor : undefined
}

const scopeInclude = (include: Include): void => {
  const where = inTenant(modelOf(include.model), include.where)
  if (where) include.where = where
  include.include?.forEach(scopeInclude)
  if (include.through?.model) scopeInclude(include.through)
}

/** The options of a SELECT of `model`, limited to the tenant, also in everything that is joined. */
const scopedOptions = (model: unknown, options: Values & { where?: WhereOptions; include?: Include[] }) => {
  const include = options.include?.map((one) => ({ ...one }))
  include?.forEach(scopeInclude)
  return { ...options, where: inTenant(modelOf(model), options.where), ...(include && { include }) }
}

const refuseUpsert = (model: ModelStatic<Model> | undefined): void => {
  if (!tenantColumnOf(model) || isCrossTenant()) return
  throw new Error(
    `${model?.name} cannot be upserted: the update cannot be kept within the tenant; insert or update instead`,
  )
}

const modelOfTable = (sequelize: Sequelize, table: unknown): ModelStatic<Model> | undefined =>
  Object.values(sequelize.models).find((model) => model.getTableName() === table)

// Every statement of a model passes through one of these methods of the query interface, whatever its hooks and scopes.
const rules = (sequelize: Sequelize): Readonly<Record<string, (args: Arguments) => Arguments>> => ({
  select: ([model, table, options]) => [model, table, scopedOptions(model, { ...(options as Values) })],
  rawSelect: ([table, options, selector, model]) => [
    table,
    scopedOptions(model, { ...(options as Values) }),
    selector,
    model,
  ],
  insert: (args) => {
    stampTenant(modelOf(args[0]), args[2] as Values, { required: true })
    return args
  },
  upsert: (args) => {
    refuseUpsert(modelOf((args[4] as { model?: unknown } | undefined)?.model))
    return args
  },
  bulkInsert: (args) => {
    const [table, records, options] = args as [unknown, Values[], { updateOnDuplicate?: unknown } | undefined]
    const model = modelOfTable(sequelize, table)
    if (options?.updateOnDuplicate) refuseUpsert(model)
    for (const record of records) stampTenant(model, record, { required: true })
    return args
  },
  update: ([instance, table, values, where, options]) => {
    stampTenant(modelOf(instance), values as Values, { required: false })
    return [instance, table, values, inTenant(modelOf(instance), where as WhereOptions), options]
  },
  bulkUpdate: ([table, values, where, options, attributes]) => {
    const model = modelOfTable(sequelize, table)
    stampTenant(model, values as Values, { required: false })
    return [table, values, inTenant(model, where as WhereOptions), options, attributes]
  },
  delete: ([instance, table, where, options]) => [
    instance,
    table,
    inTenant(modelOf(instance), where as WhereOptions),
    options,
  ],
  bulkDelete: ([table, where, options, model]) => {
    const truncates = (options as { truncate?: boolean } | undefined)?.truncate
    if (truncates && tenantColumnOf(modelOf(model)) && !isCrossTenant())
      throw new Error('truncating concerns all tenants')
    return [table, inTenant(modelOf(model), where as WhereOptions), options, model]
  },
  increment: ([model, table, where, ...rest]) => [
    model,
    table,
    inTenant(modelOf(model), where as WhereOptions),
    ...rest,
  ],
  decrement: ([model, table, where, ...rest]) => [
    model,
    table,
    inTenant(modelOf(model), where as WhereOptions),
    ...rest,
  ],
})

/** Keeps the statements of all models that have a `tenantId` within the tenant of the running call. */
export const guardTenants = (sequelize: Sequelize): void => {
  const target: QueryInterface = sequelize.getQueryInterface()
  for (const [name, rule] of Object.entries(rules(sequelize))) {
    const original: unknown = Reflect.get(target, name)
    if (typeof original !== 'function') throw new Error(`Sequelize has no ${name} any more`)
    Reflect.set(
      target,
      name,
      async (...args: Arguments): Promise<unknown> => Reflect.apply(original, target, rule(args)) as unknown,
    )
  }
}
