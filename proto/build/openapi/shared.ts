import type { Header, OpenApi, Parameter, Reference, Response } from './OpenApi'
import type { Schema } from './Schema'

/** The body of every error answer (RFC 9457). */
export const problem: Schema = {
  type: 'object',
  description: 'What went wrong, as application/problem+json (RFC 9457).',
  required: ['type', 'title', 'status', 'reason', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Address that identifies the kind of problem.' },
    title: { type: 'string', description: 'The kind of problem in a few words.' },
    status: { type: 'integer', format: 'int32', description: 'The HTTP status again.' },
    detail: { type: 'string', description: "A sentence for people, in the caller's language." },
    reason: { type: 'string', description: 'Stable name for programs, e.g. `account_duplicate`.' },
    requestId: { type: 'string', description: 'To quote when asking for help.' },
    errors: {
      type: 'array',
      description: 'The fields that are wrong.',
      items: {
        type: 'object',
        required: ['field', 'reason', 'message'],
        properties: {
          field: { type: 'string', description: 'Path of the field in the body or the query, e.g. `phones[0]`.' },
          reason: { type: 'string', description: 'Stable name for programs, e.g. `too_long`.' },
          message: { type: 'string', description: "A sentence for people, in the caller's language." },
        },
      },
    },
  },
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

const failure = (description: string): Response => ({ description, content: problemContent })

/** Error answers by the name under which operations refer to them. */
export const failures: Record<string, Response> = {
  BadRequest: failure('The request is malformed or breaks a rule; `errors` names the fields.'),
  Unauthenticated: failure('Nobody is signed in, or what was sent as proof is wrong.'),
  Forbidden: failure("The caller's role does not allow this."),
  NotFound: failure('There is no such record, or the caller may not see it.'),
  Conflict: failure('The state of the record does not allow this, or another record stands in the way.'),
  Stale: failure('The record was changed since the version named in `If-Match`.'),
  Unprocessable: failure('The `Idempotency-Key` was used before with another body.'),
  Throttled: {
    ...failure('Too many requests.'),
    headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  },
  Failure: failure('Any other failure. Worth a retry: 502, 503 and 504.'),
}

/** Parameters by the name under which operations refer to them. */
export const parameters: Record<string, Parameter> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'A key of your choice, e.g. a UUID. The same key with the same body gets the same answer and has no second effect.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` of the version that the caller has seen; a later version is not overwritten (412).',
    schema: { type: 'string', maxLength: 64 },
  },
}

/** Answer headers by the name under which operations refer to them. */
export const headers: Record<string, Header> = {
  ETag: { description: 'Version of the record, to be sent back as `If-Match`.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', format: 'int32' } },
}

/** How callers prove who they are. */
export const securitySchemes: OpenApi['components']['securitySchemes'] = {
  session: { type: 'apiKey', in: 'cookie', name: '__Host-rapport', description: 'The session of the portal.' },
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of a partner program.' },
}

/** Reference to a shared part. */
export const refer = (kind: 'parameters' | 'responses' | 'headers', name: string): Reference => ({
  $ref: `#/components/${kind}/${name}`,
})
