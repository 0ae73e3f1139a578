import { readFileSync } from 'node:fs'
import { contract } from '../../src/contract'
import { openapi } from '../paths'
import { openApiDocument } from './document'

const document = openApiDocument(contract(), '0.1.0')
const { schemas } = document.components

const operation = (id: string) => {
  const found = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .find(({ operationId }) => operationId === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}

const parameter = (id: string, name: string) =>
  operation(id).parameters?.find((each) => 'name' in each && each.name === name)

describe('the API description', () => {
  it('is the committed one', () => {
    expect(JSON.parse(readFileSync(openapi, 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('describes every rpc that has a route, once', () => {
    const described = Object.values(document.paths).flatMap((path) => Object.keys(path))
    expect(described.length).toBe(contract().rpcs.filter(({ route }) => route).length)
  })

  it('refers only to what it defines', () => {
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? []
    const unknown = references.filter((reference) => !schemas[reference.replace('#/components/schemas/', '')])
    expect(unknown).toEqual([])
  })
})

describe('an operation', () => {
  it('spells messages in the query field by field', () => {
    expect(parameter('listAccounts', 'filter.levels')).toMatchObject({
      in: 'query',
      schema: { type: 'array', maxItems: 10, items: { enum: ['A', 'B', 'C', 'D'] } },
    })
  })

  it('names the fields of its path as JSON does', () => {
    expect(document.paths['/v1/accounts/{accountId}/timeline']).toBeDefined()
    expect(parameter('listTimeline', 'accountId')).toMatchObject({ in: 'path', required: true })
  })

  it('takes the version that the caller has seen from If-Match and nowhere else', () => {
    expect(operation('updateAccount').parameters).toContainEqual({ $ref: '#/components/parameters/IfMatch' })
    expect(parameter('updateAccount', 'expectedVersion')).toBeUndefined()
    expect(parameter('updateAccount', 'updateMask')).not.toHaveProperty('required')
    expect(schemas['AssignAccountRequest']?.properties).not.toHaveProperty('expectedVersion')
  })

  it('takes an idempotency key when it is a POST', () => {
    expect(operation('createAccount').parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' })
  })

  it('answers 201 when it creates, 204 when it has nothing to say, 200 otherwise', () => {
    const good = (id: string) => Object.keys(operation(id).responses).find((status) => status.startsWith('2'))
    expect([good('createAccount'), good('deleteAccount'), good('restoreAccount')]).toEqual(['201', '204', '200'])
  })

  it('needs nobody to be signed in when it is public', () => {
    expect(operation('signIn').security).toEqual([])
    expect(operation('getSession').security).toBeUndefined()
  })

  it('takes files as multipart and gives them as streams', () => {
    expect(operation('uploadImport').requestBody?.content['multipart/form-data']?.schema.required).toEqual(['file'])
    expect(operation('downloadErrorFile').responses['200']).toMatchObject({
      content: { 'text/csv': { schema: { format: 'binary' } } },
    })
  })

  it('keeps from its answer what stays in the gateway', () => {
    expect(schemas['SignInResponse']?.properties).not.toHaveProperty('sessionToken')
  })
})

describe('the schema of a message', () => {
  it('requires in a request what the validator misses, and nothing in a partial change', () => {
    expect(schemas['UserInput']?.required).toEqual(['login', 'name', 'roleIds'])
    expect(schemas['UserPatch']).not.toHaveProperty('required')
    expect(schemas['UserInput']?.additionalProperties).toBe(false)
  })

  it('promises in an answer all but unset dates and messages', () => {
    expect(schemas['Account']?.required).toEqual(expect.arrayContaining(['id', 'remark', 'tags', 'completeness']))
    expect(schemas['Account']?.required).not.toContain('deletedAt')
  })

  it('carries the validation rules', () => {
    const { name, tags } = schemas['AccountInput']?.properties ?? {}
    expect(name).toMatchObject({ minLength: 1, maxLength: 200 })
    expect(tags).toMatchObject({ maxItems: 30, uniqueItems: true, items: { minLength: 1, maxLength: 40 } })
  })

  it('lets a reference be empty where the rules do', () => {
    expect(schemas['FollowUpInput']?.properties?.['contactId']).toEqual({
      anyOf: [
        { type: 'string', format: 'uuid' },
        { type: 'string', const: '' },
      ],
    })
  })

  it('is a dictionary where the contract has a map', () => {
    expect(schemas['RoleInput']?.properties?.['scopes']).toMatchObject({
      type: 'object',
      additionalProperties: { $ref: '#/components/schemas/Scope' },
      propertyNames: { maxLength: 100 },
      maxProperties: 100,
    })
  })
})
