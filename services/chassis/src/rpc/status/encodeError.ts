import { create, toBinary, type DescMessage, type MessageShape } from '@bufbuild/protobuf'
import { anyPack } from '@bufbuild/protobuf/wkt'
import { Metadata, type status } from '@grpc/grpc-js'
import {
  BadRequestSchema,
  ErrorInfoSchema,
  LocalizedMessageSchema,
  RetryInfoSchema,
  StatusSchema,
} from '@rapport/proto/google'
import type { Locale } from '../../context/context'
import type { RapportError, Violation } from '../../errors/errors'
import type { Catalogue } from '../../messages/catalogue'
import { metadataKeys } from '../metadataKeys'
import { codeOf, plainReason } from './kinds'

/** Namespace of our reasons in google.rpc.ErrorInfo. */
const errorDomain = 'rapport'

/** An error answer as grpc-js takes it. */
export interface ErrorAnswer {
  readonly code: status
  readonly details: string
  readonly metadata: Metadata
}

// Trailers have a limit of some kilobytes; whoever sends a thousand wrong items learns of the first ones.
const violationLimit = 20
const textLimit = 200

const cut = (text: string): string => (text.length > textLimit ? `${text.slice(0, textLimit)}…` : text)

const pack = <D extends DescMessage>(schema: D, message: MessageShape<D>) => anyPack(schema, message)

const badRequest = (violations: readonly Violation[], catalogue: Catalogue, locale: Locale) =>
  create(BadRequestSchema, {
    fieldViolations: violations.slice(0, violationLimit).map(({ field, reason, params = {}, description }) => ({
      field: cut(field),
      reason,
      description: cut(
        description ??
          catalogue.sentence(reason, params, locale) ??
          catalogue.sentence('not_allowed', {}, locale) ??
          '',
      ),
    })),
  })

/** An error as the status that travels to the caller: code, and as google.rpc details the reason, the sentence in the caller's language, the fields concerned and when to try again. */
export const encodeError = (error: RapportError, catalogue: Catalogue, locale: Locale): ErrorAnswer => {
  const { kind, reason, params, violations } = error
  const sentence =
    error.sentence ??
    catalogue.sentence(reason, params, locale) ??
    catalogue.sentence(plainReason(kind), params, locale)
  const { retryAfter } = params
  const code = codeOf(kind)
  const metadata = new Metadata()
  metadata.set(
    metadataKeys.statusDetails,
    Buffer.from(
      toBinary(
        StatusSchema,
        create(StatusSchema, {
          code,
          message: reason,
          details: [
            pack(
              ErrorInfoSchema,
              create(ErrorInfoSchema, {
                reason,
                domain: errorDomain,
                metadata: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, cut(String(value))])),
              }),
            ),
            pack(LocalizedMessageSchema, create(LocalizedMessageSchema, { locale, message: sentence ?? '' })),
            ...(violations.length > 0 ? [pack(BadRequestSchema, badRequest(violations, catalogue, locale))] : []),
            ...(typeof retryAfter === 'number' ? [pack(RetryInfoSchema, retryInfo(retryAfter))] : []),
          ],
        }),
      ),
    ),
  )
  return { code, details: reason, metadata }
}

const retryInfo = (seconds: number) =>
  create(RetryInfoSchema, {
    retryDelay: { seconds: BigInt(Math.floor(seconds)), nanos: Math.round((seconds % 1) * 1e9) },
  })
