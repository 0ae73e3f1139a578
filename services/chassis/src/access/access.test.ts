import fc from 'fast-check'
import { anActor } from '../testing/anActor'
import { ownerPredicate, type Predicate } from './ownerPredicate'
import { permit } from './permit'
import { scopeOf } from './scopeOf'
import { sees, type Ownership } from './sees'

const resource = 'customer.account'
const columns = { owner: 'owner', department: 'department' }

// A row as SQL sees it: a comparison with NULL is not true.
const holds = ({ sql, parameters }: Predicate, row: Record<string, string | null>): boolean => {
  const one = (condition: string): boolean => {
    if (condition === 'FALSE') return false
    const [, column = '', name = ''] = /^(\w+) (?:=|IN) \(?:(\w+)\)?$/.exec(condition) ?? []
    const value = row[column]
    const parameter = parameters[name]
    if (parameter === undefined) throw new Error(`no condition that this test knows: ${condition}`)
    return value != null && (Array.isArray(parameter) ? parameter.includes(value) : parameter === value)
  }
  return sql
    .replace(/^\((.* OR .*)\)$/, '$1')
    .split(' OR ')
    .some(one)
}

const id = fc.constantFrom('a', 'b', 'c', 'd')
const ids = fc.uniqueArray(id)

const actors = fc
  .record({
    id: fc.oneof(id, fc.constant('')),
    reports: ids,
    departmentTree: ids,
    scope: fc.constantFrom('OWN', 'REPORTS', 'TEAM', 'ALL', undefined),
    everything: fc.boolean(),
  })
  .map(({ scope, ...traits }) => anActor({ ...traits, scopes: scope ? { [resource]: scope } : {} }))

const rows: fc.Arbitrary<Ownership> = fc.record({
  ownerId: fc.oneof(id, fc.constant(null), fc.constant('')),
  departmentId: fc.oneof(id, fc.constant(null), fc.constant('')),
})

describe('the record scope', () => {
  it('is the same in a query and in memory', () => {
    fc.assert(
      fc.property(actors, rows, (actor, row) => {
        const predicate = ownerPredicate(actor, resource, columns)
        const found = predicate ? holds(predicate, { owner: row.ownerId, department: row.departmentId }) : true
        expect(found).toBe(sees(actor, resource, row))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is OWN where roles say nothing', () => {
    expect(scopeOf(anActor(), resource)).toBe('OWN')
  })

  it('of a team holds what the department owns and what reports own elsewhere', () => {
    const actor = anActor({ reports: ['r'], departmentTree: ['d'], scopes: { [resource]: 'TEAM' } })
    expect(sees(actor, resource, { ownerId: 'x', departmentId: 'd' })).toBe(true)
    expect(sees(actor, resource, { ownerId: 'r', departmentId: 'e' })).toBe(true)
    expect(sees(actor, resource, { ownerId: 'x', departmentId: 'e' })).toBe(false)
    expect(sees({ ...actor, scopes: { [resource]: 'REPORTS' } }, resource, { ownerId: 'x', departmentId: 'd' })).toBe(
      false,
    )
  })
})

describe('permit', () => {
  it('throws denied unless the condition holds', () => {
    expect(() => permit(true)).not.toThrow()
    expect(() => permit(false)).toThrow(expect.objectContaining({ kind: 'denied', reason: 'permission_denied' }))
  })
})
