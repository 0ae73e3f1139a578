import type { DescField, DescMessage } from '@bufbuild/protobuf'
import { getOption, hasOption } from '@bufbuild/protobuf'
import { contract } from './contract'
import { files } from './gen/files'
import { protectable } from './gen/options'

const { rpcs, events, permissions, protectableFields, scopedResources } = contract()
const messages = files.filter(({ proto }) => proto.package.startsWith('rapport.')).flatMap((file) => file.messages)

const names = (descriptors: { name: string }[]): string[] => descriptors.map(({ name }) => name)

describe('every rpc', () => {
  it('is described by at least one sentence', () => {
    expect(rpcs.filter(({ comment }) => !/^[A-Z].*\.$/.test(comment)).map(({ id }) => id)).toEqual([])
  })

  it('has one route, unless it is internal', () => {
    expect(rpcs.filter(({ access, route }) => (access.kind === 'internal') === (route !== undefined))).toEqual([])
  })

  it('starts its path with the version', () => {
    expect(rpcs.filter(({ route }) => route && !route.template.startsWith('/v1/')).map(({ id }) => id)).toEqual([])
  })

  it('has no side effects when it is a GET', () => {
    expect(rpcs.filter(({ route, readOnly }) => route?.verb === 'GET' && !readOnly).map(({ id }) => id)).toEqual([])
  })

  it('says what changes when it is a PATCH', () => {
    const patches = rpcs.filter(({ route }) => route?.verb === 'PATCH')
    expect(patches.filter(({ route }) => !route?.bodyField).map(({ id }) => id)).toEqual([])
    expect(patches.filter(({ input }) => !names(input.fields).includes('update_mask')).map(({ id }) => id)).toEqual([])
  })

  it('pages its list or says that it lists all', () => {
    const isPaged = (input: DescMessage, output: DescMessage) =>
      names(input.fields).includes('page_size') &&
      names(input.fields).includes('page_token') &&
      names(output.fields).includes('next_page_token')
    const unbounded = rpcs.filter(
      ({ method, input, output, comment }) =>
        method.name.startsWith('List') && !isPaged(input, output) && !comment.startsWith('Lists all '),
    )
    expect(unbounded.map(({ id }) => id)).toEqual([])
  })
})

describe('every permission', () => {
  it('is <service>.<resource>.<action> of a service that has rpcs', () => {
    const services = new Set(rpcs.map(({ backend }) => backend))
    const misnamed = permissions.filter((permission) => {
      const [service = ''] = permission.split('.')
      return !/^[a-z]+\.[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(permission) || !services.has(service)
    })
    expect(misnamed).toEqual([])
  })

  it('belongs to the service that asks for it', () => {
    const foreign = rpcs.filter(
      ({ access, backend }) => access.kind === 'permission' && !access.permission.startsWith(`${backend}.`),
    )
    expect(foreign.map(({ id }) => id)).toEqual([])
  })
})

describe('every event', () => {
  it('is registered when it stands in events.proto or audit.proto and is no part of another message', () => {
    const eventFiles = files.filter(({ name }) => /^rapport\/(.*\/events|chassis\/.*\/audit)$/.test(name))
    const parts = new Set(
      eventFiles.flatMap((file) => file.messages.flatMap(({ fields }) => fields.map((field) => field.message))),
    )
    const facts = eventFiles.flatMap((file) => file.messages).filter((message) => !parts.has(message))
    const registered = new Set(events.map(({ schema }) => schema))
    expect(eventFiles.length).toBeGreaterThan(2)
    expect(facts.filter((fact) => !registered.has(fact)).map(({ typeName }) => typeName)).toEqual([])
  })

  it('has a type of its own and a comment', () => {
    expect(new Set(events.map(({ type }) => type)).size).toBe(events.length)
    expect(events.filter(({ comment }) => comment === '')).toEqual([])
  })

  it('is shown to holders of a permission that exists', () => {
    expect(events.filter(({ permission }) => permission && !permissions.includes(permission))).toEqual([])
  })
})

describe('field rules', () => {
  it('have the key <resource>.<field> of the field that they guard', () => {
    const resourceOf = ({ name }: DescMessage) => name.charAt(0).toLowerCase() + name.slice(1).replace(/Input$/, '')
    const keyOf = (field: DescField) => `${resourceOf(field.parent)}.${field.jsonName}`
    const guarded = messages.flatMap(({ fields }) => fields).filter((field) => hasOption(field, protectable))
    expect(guarded.filter((field) => getOption(field, protectable) !== keyOf(field)).map(String)).toEqual([])
    expect(protectableFields).toEqual(expect.arrayContaining(['account.phones', 'contact.emails']))
  })
})

it('gives a record scope to what has an owner and can be read', () => {
  expect(scopedResources).toEqual(expect.arrayContaining(['customer.account', 'customer.followUp']))
  expect(scopedResources).not.toContain('customer.contact')
})
