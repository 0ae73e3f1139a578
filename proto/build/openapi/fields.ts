import type { DescField } from '@bufbuild/protobuf'
import type { Rpc } from '../../src/rpc'

/** Filled by the gateway from `If-Match`. */
const expectedVersion = 'expected_version'

/** Whether a caller can say which version they have seen. */
export const hasExpectedVersion = ({ input }: Rpc): boolean => input.fields.some(({ name }) => name === expectedVersion)

/** Fields of the request that stand neither in the path nor in the header `If-Match`. */
const remainingFields = ({ input, route }: Rpc): DescField[] => {
  const inPath = new Set(route?.pathFields.map(({ path: [first] }) => first?.name))
  return input.fields.filter(({ name }) => name !== expectedVersion && !inPath.has(name))
}

/** Fields of the request that travel in the body when the body is the whole request. */
export const bodyFields = (rpc: Rpc): DescField[] =>
  remainingFields(rpc).filter(({ message }) => message?.typeName !== 'google.protobuf.FieldMask')

/** Fields of the request that travel in the query. */
export const queryFields = (rpc: Rpc): DescField[] => {
  const { route } = rpc
  if (route === undefined || route.body === '*') return []
  return remainingFields(rpc).filter(({ name }) => name !== route.body)
}
