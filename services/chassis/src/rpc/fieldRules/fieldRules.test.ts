import { create, type DescMethod } from '@bufbuild/protobuf'
import { contract } from '@rapport/proto'
import {
  AccountInputSchema,
  AccountSchema,
  AccountService,
  ContactSchema,
  CreateAccountRequestSchema,
  ListAccountsResponseSchema,
  UpdateAccountRequestSchema,
  type UpdateAccountRequest,
} from '@rapport/proto/customer'
import fc from 'fast-check'
import { anActor } from '../../testing/anActor'
import { maskText } from './maskText'
import { protectAnswer } from './protectAnswer'
import { refuseWriting } from './refuseWriting'

const rpcOf = (method: DescMethod) => {
  const rpc = contract().rpcs.find((each) => each.method === method)
  if (!rpc) throw new Error(`${method.name} is not in the contract`)
  return rpc
}

const account = create(AccountSchema, {
  name: '云启科技',
  creditCode: '91330100MA27X0000X',
  phones: [{ number: '138 0013 8000', e164: '+8613800138000' }],
  emails: ['zhang.wei@example.com', 'a@example.com'],
  remark: '重要',
})

describe('what an actor with field rules is shown', () => {
  const actor = anActor({
    fieldRules: {
      'account.phones': 'MASKED',
      'account.emails': 'MASKED',
      'account.creditCode': 'HIDDEN',
      'account.remark': 'READ',
    },
  })

  it('has hidden fields empty and masked ones shortened, in lists too', () => {
    const { accounts } = protectAnswer(
      ListAccountsResponseSchema,
      create(ListAccountsResponseSchema, { accounts: [account, account] }),
      actor,
    )
    expect(accounts).toHaveLength(2)
    for (const shown of accounts) {
      expect(shown).toMatchObject({
        name: '云启科技',
        creditCode: '',
        emails: ['z***@example.com', '***@example.com'],
        remark: '重要',
        phones: [{ number: '138****8000', e164: '+86138****8000' }],
      })
    }
  })

  it('leaves the message that the handler answered as it was', () => {
    protectAnswer(AccountSchema, account, actor)
    expect(account.creditCode).toBe('91330100MA27X0000X')
    expect(account.phones[0]?.number).toBe('138 0013 8000')
  })

  it('is the very message when no rule concerns it', () => {
    expect(protectAnswer(AccountSchema, account, anActor())).toBe(account)
    const contact = create(ContactSchema, { name: '张伟' })
    expect(protectAnswer(ContactSchema, contact, actor)).toBe(contact)
  })

  it('is everything for the service itself', () => {
    expect(protectAnswer(AccountSchema, account, { ...actor, everything: true })).toBe(account)
  })
})

describe('what an actor with field rules may write', () => {
  const actor = anActor({ fieldRules: { 'account.phones': 'MASKED', 'account.remark': 'READ' } })
  const refuseUpdate = refuseWriting(rpcOf(AccountService.method.updateAccount))
  const refuseCreate = refuseWriting(rpcOf(AccountService.method.createAccount))

  const update = (fields: { phones?: string[]; name?: string }, paths: string[] = []): UpdateAccountRequest =>
    create(UpdateAccountRequestSchema, { account: { name: '云启', ...fields }, updateMask: { paths } })

  it('names the locked field that a new record gives', () => {
    const request = create(CreateAccountRequestSchema, { account: { name: '云启', phones: ['1'], remark: 'x' } })
    expect(() => refuseCreate(request, actor)).toThrow(
      expect.objectContaining({
        kind: 'denied',
        violations: [
          { field: 'phones', reason: 'field_protected' },
          { field: 'remark', reason: 'field_protected' },
        ],
      }),
    )
  })

  it('refuses an update that empties a locked field', () => {
    expect(() => refuseUpdate(update({ phones: [] }, ['phones']), actor)).toThrow(
      expect.objectContaining({ violations: [{ field: 'phones', reason: 'field_protected' }] }),
    )
  })

  it('does not mind a locked field that the update does not write', () => {
    const request = update({ phones: ['138****8000'] }, ['name'])
    refuseUpdate(request, actor)
    expect(request.updateMask?.paths).toEqual(['name'])
  })

  it('keeps an update without a mask away from what its sender cannot see', () => {
    const request = update({})
    refuseUpdate(request, actor)
    const open = AccountInputSchema.fields
      .map(({ name }) => name)
      .filter((name) => !['phones', 'remark'].includes(name))
    expect(request.updateMask?.paths).toEqual(open)
  })

  it('leaves requests of an actor without rules alone', () => {
    const request = create(CreateAccountRequestSchema, { account: { name: '云启', phones: ['1'] } })
    expect(() => refuseCreate(request, anActor())).not.toThrow()
  })
})

describe('a masked text', () => {
  it.each([
    ['0571-8765 4321', 'phone', '0571****4321'],
    ['110', 'phone', '****10'],
    ['张三', 'other', '张***'],
    ['𠮷', 'other', '***'],
    ['not an address', 'email', 'n***'],
    ['', 'phone', ''],
  ] as const)('of %s as %s is %s', (text, style, masked) => {
    expect(maskText(text, style)).toBe(masked)
  })

  it('never gives back a text of more than a few characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.constantFrom('phone', 'email', 'other'), (text, style) => {
        fc.pre(!text.includes('*'))
        expect(maskText(text, style)).not.toBe(text)
      }),
    )
  })
})
