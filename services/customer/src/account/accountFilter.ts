import { toDate, type Actor, type Database } from '@rapport/chassis'
import { Account_Kind, Account_Level, Account_Lifecycle, type AccountFilter } from '@rapport/proto/customer'
import { accountsByWords, escapeLike } from '../search/wordsCondition'

/** A filter as conditions on accounts `a`, to be joined by AND, with their parameters. What the caller may see is not among them. */
export const filterConditions = async (database: Database, filter: AccountFilter | undefined, actor: Actor) => {
  const conditions: string[] = [filter?.deleted ? 'a.deleted_at IS NOT NULL' : 'a.deleted_at IS NULL']
  const parameters: Record<string, unknown> = {}
  const add = (condition: string, name: string, value: unknown) => {
    conditions.push(condition)
    parameters[name] = value
  }
  if (!filter) return { conditions, parameters }

  if (filter.kinds.length)
    add(
      'a.kind IN (:kinds)',
      'kinds',
      filter.kinds.map((kind) => Account_Kind[kind]),
    )
  if (filter.levels.length) {
    add(
      'a.level IN (:levels)',
      'levels',
      filter.levels.map((level) => (level ? Account_Level[level] : '')),
    )
  }
  if (filter.lifecycles.length) {
    add(
      'a.lifecycle IN (:lifecycles)',
      'lifecycles',
      filter.lifecycles.map((lifecycle) => Account_Lifecycle[lifecycle]),
    )
  }
  if (filter.ownerId) add('a.owner_id = :owner', 'owner', filter.ownerId === 'me' ? actor.id : filter.ownerId)
  if (filter.departmentId) add('a.department_id = :department', 'department', filter.departmentId)
  if (filter.industry) add('a.industry = :industry', 'industry', filter.industry)
  if (filter.region) add('a.region LIKE :region', 'region', `${escapeLike(filter.region)}%`)
  if (filter.source) add('a.source = :source', 'source', filter.source)
  if (filter.tag) add('JSON_CONTAINS(a.tags, :tag)', 'tag', JSON.stringify(filter.tag))
  const times = [
    ['a.created_at >= :createdAfter', 'createdAfter', filter.createdAfter],
    ['a.created_at < :createdBefore', 'createdBefore', filter.createdBefore],
    ['a.updated_at >= :updatedAfter', 'updatedAfter', filter.updatedAfter],
    ['a.updated_at < :updatedBefore', 'updatedBefore', filter.updatedBefore],
    ['(a.last_follow_up_at IS NULL OR a.last_follow_up_at < :quietSince)', 'quietSince', filter.quietSince],
  ] as const
  for (const [condition, name, time] of times) if (time) add(condition, name, toDate(time))
  const words = await accountsByWords(database, filter.q, actor)
  if (words) conditions.push(words.sql)
  return { conditions, parameters: { ...parameters, ...words?.parameters } }
}
