import { DataTypes, type Attributes, type Model, type ModelStatic } from 'sequelize'

interface Column {
  attribute: string
  field: string
  kind: 'json' | 'boolean' | 'plain'
}

const columns = new WeakMap<object, Column[]>()

const columnsOfModel = (model: ModelStatic<Model>): Column[] => {
  const known = columns.get(model)
  if (known) return known
  const read = Object.entries(model.getAttributes()).map(([attribute, options]): Column => {
    const type: unknown = options.type
    const kind = type instanceof DataTypes.JSON ? 'json' : type instanceof DataTypes.BOOLEAN ? 'boolean' : 'plain'
    return { attribute, field: options.field ?? attribute, kind }
  })
  columns.set(model, read)
  return read
}

const lists = new WeakMap<object, Map<string, string>>()

/** SELECT list of all columns of `model` under their attribute names, for reads that go past Sequelize: `a.owner_id AS ownerId, ...`. */
export const columnsOf = (model: ModelStatic<Model>, alias: string): string => {
  const byAlias = lists.get(model) ?? new Map<string, string>()
  const known = byAlias.get(alias)
  if (known !== undefined) return known
  const list = columnsOfModel(model)
    .map(({ attribute, field }) => `${alias}.${field} AS ${attribute}`)
    .join(', ')
  lists.set(model, byAlias.set(alias, list))
  return list
}

/** A row selected with columnsOf, with the types of the model: JSON parsed (MariaDB sends it as text), booleans as booleans. */
export const readRow = <M extends Model>(model: ModelStatic<M>, row: Record<string, unknown>): Attributes<M> => {
  for (const { attribute, kind } of columnsOfModel(model)) {
    const value = row[attribute]
    if (kind === 'json' && typeof value === 'string') row[attribute] = JSON.parse(value)
    else if (kind === 'boolean' && typeof value === 'number') row[attribute] = value !== 0
  }
  return row
}

/** Column names and values of a row or a change of `model`, for statements that go past Sequelize; JSON as text, fields that are undefined left out. */
export const columnValues = <M extends Model>(
  model: ModelStatic<M>,
  row: Partial<Attributes<M>>,
): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  const given: Record<string, unknown> = row
  for (const { attribute, field, kind } of columnsOfModel(model)) {
    const value = given[attribute]
    if (value !== undefined) values[field] = kind === 'json' && value !== null ? JSON.stringify(value) : value
  }
  return values
}
