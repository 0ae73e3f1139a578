import { fromBinary } from '@bufbuild/protobuf'
import { anyUnpack } from '@bufbuild/protobuf/wkt'
import type { ServiceError } from '@grpc/grpc-js'
import {
  BadRequestSchema,
  ErrorInfoSchema,
  LocalizedMessageSchema,
  RetryInfoSchema,
  StatusSchema,
  type Status,
} from '@rapport/proto/google'
import { RapportError, type Params, type Violation } from '../../errors/errors'
import { metadataKeys } from '../metadataKeys'
import { kindOf, plainReason } from './kinds'

const statusOf = ({ metadata }: ServiceError): Status | undefined => {
  const bytes = metadata?.get(metadataKeys.statusDetails)[0]
  if (!(bytes instanceof Uint8Array)) return undefined
  try {
    return fromBinary(StatusSchema, bytes)
  } catch {
    // Details of a server that is not ours: the code alone has to do.
    return undefined
  }
}

/** The failure that a service answered, rebuilt from its status; from the code alone when the server sent no details. */
export const decodeError = (error: ServiceError): RapportError => {
  const kind = kindOf(error.code)
  let reason = plainReason(kind)
  let params: Params = {}
  let violations: readonly Violation[] = []
  let sentence: string | undefined
  for (const detail of statusOf(error)?.details ?? []) {
    const info = anyUnpack(detail, ErrorInfoSchema)
    if (info) {
      reason = info.reason
      params = { ...info.metadata, ...params }
    }
    const localized = anyUnpack(detail, LocalizedMessageSchema)
    if (localized?.message) sentence = localized.message
    const bad = anyUnpack(detail, BadRequestSchema)
    if (bad) violations = bad.fieldViolations.map(({ field, reason, description }) => ({ field, reason, description }))
    const delay = anyUnpack(detail, RetryInfoSchema)?.retryDelay
    if (delay) params = { ...params, retryAfter: Number(delay.seconds) + delay.nanos / 1e9 }
  }
  const rebuilt = new RapportError(kind, reason, params, violations, { cause: error })
  if (sentence) rebuilt.sentence = sentence
  return rebuilt
}
