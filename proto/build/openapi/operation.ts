import type { Rpc } from '../../src/rpc'
import { operationId, tagName } from './names'
import type { Operation } from './OpenApi'
import { parametersOf } from './parameters'
import { requestBodyOf } from './requestBody'
import { responsesOf } from './responses'
import type { Schemas } from './schemas'

const firstSentence = (comment: string): string => /^.*?[.](?= |$)/.exec(comment)?.[0] ?? comment

/** Writes one rpc as an operation. */
export const operationOf = (rpc: Rpc, schemas: Schemas): Operation => {
  const { access, comment } = rpc
  const summary = firstSentence(comment)
  const parameters = parametersOf(rpc, schemas)
  const requestBody = requestBodyOf(rpc, schemas)
  return {
    operationId: operationId(rpc.method),
    tags: [tagName(rpc.service)],
    summary: summary.replace(/\.$/, ''),
    ...(summary !== comment && { description: comment }),
    ...(access.kind === 'permission' && { 'x-permission': access.permission }),
    ...(access.kind === 'public' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(rpc, schemas),
  }
}
