import fc from 'fast-check'
import { exceeding, FIELD_RULES, SCOPES, unionOf, type Grants } from './grants'

const permissions = ['customer.account.read', 'customer.account.update', 'customer.contact.read', 'identity.user.read']

const grants: fc.Arbitrary<Grants> = fc.record({
  permissions: fc.uniqueArray(fc.constantFrom(...permissions)),
  scopes: fc.dictionary(fc.constantFrom('customer.account', 'customer.contact'), fc.constantFrom(...SCOPES)),
  fieldRules: fc.dictionary(
    fc.constantFrom('account.phones', 'account.emails', 'contact.phones'),
    fc.constantFrom(...FIELD_RULES),
  ),
})

describe('the union of roles', () => {
  it('grants everything that any of the roles grants', () => {
    fc.assert(
      fc.property(fc.array(grants, { maxLength: 4 }), (roles) => {
        const union = unionOf(roles)
        for (const role of roles) {
          expect(role.permissions.filter((permission) => !union.permissions.includes(permission))).toEqual([])
          for (const [resource, scope] of Object.entries(role.scopes))
            expect(SCOPES.indexOf(union.scopes[resource] ?? 'OWN')).toBeGreaterThanOrEqual(SCOPES.indexOf(scope))
          for (const [field, rule] of Object.entries(role.fieldRules))
            expect(FIELD_RULES.indexOf(union.fieldRules[field] ?? 'EDIT')).toBeGreaterThanOrEqual(
              FIELD_RULES.indexOf(rule),
            )
        }
      }),
    )
  })

  it('does not depend on the order of the roles and changes nothing when taken twice', () => {
    fc.assert(
      fc.property(fc.array(grants, { maxLength: 4 }), (roles) => {
        const union = unionOf(roles)
        expect(unionOf([...roles].reverse())).toEqual(union)
        expect(unionOf([union, union]).permissions).toEqual(union.permissions)
      }),
    )
  })

  it('keeps a field masked when the other role has nothing to do with its resource', () => {
    const operator: Grants = {
      permissions: ['customer.account.read'],
      scopes: { 'customer.account': 'ALL' },
      fieldRules: { 'account.phones': 'MASKED' },
    }
    const keyKeeper: Grants = { permissions: ['identity.apiKey.manage'], scopes: {}, fieldRules: {} }
    expect(unionOf([operator, keyKeeper]).fieldRules).toEqual({ 'account.phones': 'MASKED' })
  })

  it('shows a field in full when another role works on the same resource without a rule', () => {
    const operator: Grants = {
      permissions: ['customer.account.read'],
      scopes: {},
      fieldRules: { 'account.phones': 'MASKED' },
    }
    const sales: Grants = { permissions: ['customer.account.update'], scopes: {}, fieldRules: {} }
    expect(unionOf([operator, sales]).fieldRules).toEqual({})
  })
})

describe('what exceeds the own rights', () => {
  it('is nothing for what one holds', () => {
    fc.assert(fc.property(grants, (held) => expect(exceeding(held, held)).toEqual([])))
  })

  it('names the permission, the wider scope and the less protected field', () => {
    const held: Grants = {
      permissions: ['customer.account.read'],
      scopes: { 'customer.account': 'TEAM' },
      fieldRules: { 'account.phones': 'MASKED' },
    }
    const wanted: Grants = {
      permissions: ['customer.account.read', 'customer.account.delete'],
      scopes: { 'customer.account': 'ALL' },
      fieldRules: {},
    }
    expect(exceeding(wanted, held)).toEqual(['customer.account.delete', 'customer.account', 'account.phones'])
  })

  it('never lets a granted role widen what its giver could do', () => {
    fc.assert(
      fc.property(grants, grants, (wanted, held) => {
        fc.pre(exceeding(wanted, held).length === 0)
        const after = unionOf([held, wanted])
        expect(after.permissions).toEqual([...held.permissions].sort())
        for (const [resource, scope] of Object.entries(after.scopes))
          expect(SCOPES.indexOf(scope)).toBeLessThanOrEqual(SCOPES.indexOf(held.scopes[resource] ?? 'OWN'))
        for (const [field, rule] of Object.entries(held.fieldRules))
          expect(FIELD_RULES.indexOf(after.fieldRules[field] ?? 'EDIT')).toBeLessThanOrEqual(FIELD_RULES.indexOf(rule))
      }),
    )
  })
})
