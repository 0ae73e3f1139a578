import { contract } from '@rapport/proto'
import { FieldRule, Scope } from '@rapport/proto/identity'
import { everything, grantsOf } from './catalogue'
import { ADMINISTRATOR, defaultRoles } from './defaultRoles'
import { contentOf, violationsOf } from './role'

describe('what an administrator writes of a role', () => {
  it('is refused with the name of each permission, resource and field that does not exist', () => {
    const violations = violationsOf(
      {
        nameZh: ' ',
        permissions: ['customer.account.read', 'customer.account.fly'],
        scopes: { 'customer.account': Scope.ALL, 'customer.moon': Scope.OWN },
        fieldRules: { 'account.phones': FieldRule.FIELD_RULE_UNSPECIFIED, 'account.soul': FieldRule.HIDDEN },
      },
      contract(),
    )
    expect(violations.map(({ field, reason }) => [field, reason])).toEqual([
      ['nameZh', 'required'],
      ['permissions[1]', 'permission_unknown'],
      ['scopes.customer.moon', 'resource_unknown'],
      ['fieldRules.account.soul', 'field_unknown'],
      ['fieldRules.account.phones', 'required'],
    ])
  })

  it('is kept with names instead of numbers, and only as far as it was given', () => {
    expect(
      contentOf({ scopes: { 'customer.account': Scope.TEAM }, fieldRules: { 'account.phones': FieldRule.MASKED } }),
    ).toEqual({
      scopes: { 'customer.account': 'TEAM' },
      fieldRules: { 'account.phones': 'MASKED' },
    })
    expect(contentOf({ nameEn: ' Sales ' })).toEqual({ nameEn: 'Sales' })
  })
})

describe('the default roles', () => {
  it.each(defaultRoles)('$key is made only of what the contract knows', ({ permissions, scopes, fieldRules }) => {
    const known = contract()
    expect(permissions.filter((name) => !known.permissions.includes(name))).toEqual([])
    expect(Object.keys(scopes).filter((name) => !known.scopedResources.includes(name))).toEqual([])
    expect(Object.keys(fieldRules).filter((name) => !known.protectableFields.includes(name))).toEqual([])
  })

  it('have keys and names of their own in both languages', () => {
    for (const name of ['key', 'nameZh', 'nameEn'] as const)
      expect(new Set(defaultRoles.map((role) => role[name])).size).toBe(defaultRoles.length)
  })

  it('grant the administrator everything, whatever is stored', () => {
    const stored = { roleKey: ADMINISTRATOR, permissions: [], scopes: {}, fieldRules: {} }
    expect(grantsOf(stored)).toEqual(everything())
    expect(everything().permissions).toEqual(contract().permissions)
  })

  it('lose what a later release no longer knows', () => {
    const stored = {
      roleKey: null,
      permissions: ['customer.account.read', 'customer.fax.send'],
      scopes: { 'customer.fax': 'ALL' as const },
      fieldRules: { 'fax.number': 'HIDDEN' as const },
    }
    expect(grantsOf(stored)).toEqual({ permissions: ['customer.account.read'], scopes: {}, fieldRules: {} })
  })
})
