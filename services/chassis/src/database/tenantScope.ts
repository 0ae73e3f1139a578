import { Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize'
import { currentContext, maybeContext } from '../context/context'
import { isCrossTenant } from './crossTenant'

/** Name of the column that holds the tenant, for models that have the attribute `tenantId`. */
export const tenantColumnOf = (model: ModelStatic<Model> | undefined): string | undefined => {
  const attribute = model?.getAttributes()['tenantId']
  return attribute && (attribute.field ?? 'tenantId')
}

/** `where`, and that the row belongs to the tenant of the running call. Throws when no call is running. */
export const inTenant = (
  model: ModelStatic<Model> | undefined,
  where: WhereOptions | undefined,
): WhereOptions | undefined => {
  const column = tenantColumnOf(model)
  if (!column || isCrossTenant()) return where
  const own = { [column]: currentContext().actor.tenantId }
  return where ? { [Op.and]: [where, own] } : own
}

type Values = Record<string, unknown>

/** Sets the tenant of a row that is about to be written. Throws when it is another's. */
export const stampTenant = (
  model: ModelStatic<Model> | undefined,
  values: Values,
  { required }: { required: boolean },
): void => {
  const column = tenantColumnOf(model)
  if (!column) return
  const tenantId = isCrossTenant() ? maybeContext()?.actor.tenantId : currentContext().actor.tenantId
  const given = values[column]
  if (given === undefined || given === null) {
    if (required) values[column] = tenantId
  } else if (given !== tenantId && !isCrossTenant()) {
    throw new Error(`a row of ${model?.name} was to be written for another tenant`)
  }
}
