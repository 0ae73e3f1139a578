import { create, toBinary } from '@bufbuild/protobuf'
import { invalid } from '@rapport/chassis'
import { DuplicateRule, ImportSchema, UploadImportRequestSchema } from '@rapport/proto/customer'
import { HttpProblem } from '../http/HttpProblem'
import { idempotencyKeyOf } from '../transcoder/idempotencyKey'
import { jsonWriter } from '../transcoder/jsonWriter'
import { callOptions } from '../http/RestCall'
import { rpcNamed, type RawParts, type RawRoutes } from './Raw'
import { uploadOf, type Upload } from './upload'

/** Largest piece of a file in one message. */
const PIECE = 256 * 1024

const duplicatesOf = (text: string | undefined): DuplicateRule => {
  if (text === undefined || text === '') return DuplicateRule.SKIP
  if (text === 'SKIP' || text === 'UPDATE') return DuplicateRule[text]
  throw invalid({ field: 'duplicates', reason: 'value_unknown', params: { values: 'SKIP, UPDATE' } })
}

const startOf = (text: string | undefined): boolean => {
  if (text === undefined || text === '' || text === 'true') return true
  if (text === 'false') return false
  throw invalid({ field: 'start', reason: 'boolean_expected' })
}

type Part = Parameters<typeof create<typeof UploadImportRequestSchema>>[1]

const message = (part: Part) => toBinary(UploadImportRequestSchema, create(UploadImportRequestSchema, part))

async function* messagesOf({ fileName, fields, bytes }: Upload): AsyncGenerator<Uint8Array> {
  const value = { fileName, duplicates: duplicatesOf(fields.get('duplicates')), start: startOf(fields.get('start')) }
  yield message({ part: { case: 'header', value } })
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    for (let at = 0; at < chunk.length; at += PIECE) {
      yield message({ part: { case: 'chunk', value: chunk.subarray(at, at + PIECE) } })
    }
  }
  yield message({ part: { case: 'totalBytes', value: BigInt(total) } })
}

/** POST /v1/imports: a multipart upload, passed on piece by piece, no faster than the service takes it. */
export const imports = ({ clients, config }: RawParts): RawRoutes => {
  const upload = rpcNamed('customer.ImportService/UploadImport')
  const write = jsonWriter(ImportSchema)

  return {
    [upload.id]: async (call) => {
      const { request, response } = call
      if (!/^multipart\/form-data\s*;/i.test(request.get('content-type') ?? '')) {
        throw new HttpProblem(415, 'content_type_unsupported', { expected: 'multipart/form-data' })
      }
      const options = { ...callOptions(call), idempotencyKey: idempotencyKeyOf(request) }
      try {
        const messages = messagesOf(await uploadOf(request, ['duplicates', 'start'], config.MAX_UPLOAD))
        const json = write(await clients.callClientStream(upload, messages, options))
        response.set({ 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }).end(json)
      } finally {
        // What of the body is still to come when the answer is known is read and dropped.
        request.unpipe()
        request.resume()
      }
    },
  }
}
