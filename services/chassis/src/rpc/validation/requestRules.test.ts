import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf'
import { contract } from '@rapport/proto'
import {
  AccountService,
  type Collaborator_Right,
  CreateAccountRequestSchema,
  ListAccountsRequestSchema,
  UpdateAccountRequestSchema,
} from '@rapport/proto/customer'
import { ChangePasswordRequestSchema } from '@rapport/proto/identity'
import type { DescMessage, DescMethod } from '@bufbuild/protobuf'
import { SessionService } from '@rapport/proto/identity'
import { createCatalogue } from '../../messages/catalogue'
import { requestRules } from './requestRules'

const id = '0198c0de-0000-7000-8000-000000000001'

const rulesOf = (method: DescMethod) => {
  const rpc = contract().rpcs.find((each) => each.method === method)
  if (!rpc) throw new Error(`${method.name} is not in the contract`)
  return requestRules(rpc, createCatalogue())
}

const check = <D extends DescMessage>(method: DescMethod, schema: D, init: MessageInitShape<D>) =>
  rulesOf(method)(create(schema, init))

const createAccount = (account: NonNullable<MessageInitShape<typeof CreateAccountRequestSchema>['account']>) =>
  check(AccountService.method.createAccount, CreateAccountRequestSchema, { account })

describe('the rules of a request', () => {
  it('lets a good request pass', () => {
    expect(createAccount({ name: '杭州云启科技', phones: ['138 0013 8000'] })).toEqual([])
  })

  it('names fields as the sender of the body knows them', () => {
    expect(
      createAccount({ phones: ['', '1'.repeat(61)], collaborators: [{ userId: id, right: 9 as Collaborator_Right }] }),
    ).toEqual([
      { field: 'name', reason: 'required', params: {} },
      { field: 'phones[0]', reason: 'required', params: {} },
      { field: 'phones[1]', reason: 'too_long', params: { max: '60' } },
      { field: 'collaborators[0].right', reason: 'enum_unknown', params: {} },
    ])
  })

  it('tells which values are allowed and where a range ends', () => {
    expect(
      check(AccountService.method.listAccounts, ListAccountsRequestSchema, {
        pageSize: 201,
        orderBy: 'id; DROP TABLE accounts',
        filter: { departmentId: 'x', ownerId: 'you' },
      }),
    ).toEqual([
      { field: 'pageSize', reason: 'out_of_range', params: { min: 0, max: 200 } },
      {
        field: 'orderBy',
        reason: 'not_one_of',
        params: { allowed: expect.stringMatching(/^updatedAt, updatedAt desc/) },
      },
      { field: 'filter.ownerId', reason: 'wrong_format', params: {} },
      { field: 'filter.departmentId', reason: 'uuid_invalid', params: {} },
    ])
  })

  it('counts characters, not bytes', () => {
    expect(
      check(SessionService.method.changePassword, ChangePasswordRequestSchema, {
        currentPassword: 'old',
        newPassword: '短密码',
      }),
    ).toEqual([{ field: 'newPassword', reason: 'too_short', params: { min: '10' } }])
  })

  it('judges of an update only what it writes', () => {
    const update = (paths: string[]) =>
      check(AccountService.method.updateAccount, UpdateAccountRequestSchema, {
        id,
        account: { remark: 'x'.repeat(4001) },
        updateMask: { paths },
      })
    expect(update(['short_name'])).toEqual([])
    expect(update(['remark'])).toEqual([{ field: 'remark', reason: 'too_long', params: { max: '4000' } }])
    expect(update([])).toHaveLength(2)
  })

  it('refuses a mask that names what is not there', () => {
    expect(
      check(AccountService.method.updateAccount, UpdateAccountRequestSchema, {
        id,
        account: { name: '云启' },
        updateMask: { paths: ['name', 'owner_id'] },
      }),
    ).toEqual([{ field: 'updateMask', reason: 'field_unknown', params: { name: 'ownerId' } }])
  })

  it('refuses NUL and halves of surrogate pairs wherever text stands', () => {
    expect(createAccount({ name: 'a\0b', tags: ['ok', '\ud83d'], collaborators: [{ userId: '\0' }] })).toEqual([
      { field: 'name', reason: 'text_unsafe' },
      { field: 'tags[1]', reason: 'text_unsafe' },
      { field: 'collaborators[0].userId', reason: 'text_unsafe' },
    ])
  })

  it('lets rare but whole characters pass', () => {
    expect(createAccount({ name: '𠮷野家 👩‍👩‍👧 \u200b\u202e' })).toEqual([])
  })
})

describe('text on the wire', () => {
  it('is not read when it is no UTF-8', () => {
    const bytes = toBinary(CreateAccountRequestSchema, create(CreateAccountRequestSchema, { account: { name: 'AB' } }))
    bytes[bytes.length - 1] = 0xff
    expect(() => fromBinary(CreateAccountRequestSchema, bytes)).toThrow()
  })
})
