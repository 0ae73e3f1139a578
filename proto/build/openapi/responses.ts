import { ScalarType, type DescMessage } from '@bufbuild/protobuf'
import type { Rpc } from '../../src/rpc'
import { hasExpectedVersion } from './fields'
import type { Operation, Response } from './OpenApi'
import type { Schemas } from './schemas'
import { refer } from './shared'

const hasVersion = ({ fields }: DescMessage): boolean =>
  fields.some(
    ({ name, fieldKind, scalar }) => name === 'version' && fieldKind === 'scalar' && scalar === ScalarType.INT32,
  )

const isEmpty = ({ typeName }: DescMessage): boolean => typeName === 'google.protobuf.Empty'

const statusOf = ({ method, output }: Rpc): string => {
  if (isEmpty(output)) return '204'
  return method.name.startsWith('Create') ? '201' : '200'
}

const success = ({ output, raw, serverStreaming }: Rpc, schemas: Schemas): Response => {
  if (isEmpty(output)) return { description: 'Done.' }
  const mediaType = raw?.responseMediaType ?? 'application/json'
  if (serverStreaming) {
    return { description: 'The file.', content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } }
  }
  return {
    description: 'Done.',
    ...(hasVersion(output) && { headers: { ETag: refer('headers', 'ETag') } }),
    content: { [mediaType]: { schema: schemas.message(output, 'response') } },
  }
}

/** Answers of an operation: the good one and every error that can be told beforehand. */
export const responsesOf = (rpc: Rpc, schemas: Schemas): Operation['responses'] => {
  const { access, route } = rpc
  const isWrite = route?.verb !== 'GET'
  const failures: [string, string, boolean][] = [
    ['400', 'BadRequest', true],
    ['401', 'Unauthenticated', true],
    ['403', 'Forbidden', access.kind === 'permission'],
    ['404', 'NotFound', (route?.pathFields.length ?? 0) > 0],
    ['409', 'Conflict', isWrite],
    ['412', 'Stale', hasExpectedVersion(rpc)],
    ['422', 'Unprocessable', route?.verb === 'POST'],
    ['429', 'Throttled', true],
    ['default', 'Failure', true],
  ]
  return {
    [statusOf(rpc)]: success(rpc, schemas),
    ...Object.fromEntries(
      failures.flatMap(([status, name, applies]) => (applies ? [[status, refer('responses', name)]] : [])),
    ),
  }
}
