import { create, toBinary } from '@bufbuild/protobuf'
import { invalid } from '@rapport/chassis'
import { DuplicateRule, ImportSchema, UploadImportRequestSchema } from '@rapport/proto/customer'
import busboy from 'busboy'
import { Router, type Request, type Response } from 'express'
import { exchangeOf } from '../http/exchange'
import { HttpProblem } from '../http/HttpProblem'
import { jsonWriter } from '../transcoder/jsonWriter'
import { idempotencyKeyOf } from '../transcoder/transcode'
import { callOptions, rpcNamed, type RawParts } from './Raw'

const PIECE = 256 * 1024
const FIELD = 1000

interface Upload {
  fileName: string
  fields: ReadonlyMap<string, string>
  bytes: AsyncIterable<Buffer>
}

/** The file of a multipart body as soon as it begins; fields count only when they stand before it. */
const uploadOf = (request: Request, maxBytes: number): Promise<Upload> =>
  new Promise((resolve, reject) => {
    const malformed = () => reject(new HttpProblem(400, 'multipart_malformed'))
    const fields = new Map<string, string>()
    let form: busboy.Busboy
    try {
      form = busboy({
        headers: request.headers,
        defParamCharset: 'utf8',
        limits: { files: 1, fields: 20, fieldSize: FIELD, fileSize: maxBytes + 1, headerPairs: 50 },
      })
    } catch {
      malformed()
      return
    }
    form.on('field', (name, value) => fields.set(name, value))
    form.on('file', (name, stream, { filename }) => {
      if (name !== 'file') {
        stream.resume()
        reject(invalid({ field: name.slice(0, 100), reason: 'field_unknown' }))
        return
      }
      request.once('aborted', () => stream.destroy(new HttpProblem(400, 'upload_incomplete')))
      form.once('error', (error) => stream.destroy(error instanceof Error ? error : new Error(String(error))))
      resolve({ fileName: filename || 'import', fields, bytes: stream })
    })
    form.on('error', malformed)
    form.on('close', () => reject(invalid({ field: 'file', reason: 'required' })))
    request.pipe(form)
  })

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

async function* messagesOf({ fileName, fields, bytes }: Upload, maxBytes: number): AsyncGenerator<Uint8Array> {
  const message = (part: Parameters<typeof create<typeof UploadImportRequestSchema>>[1]) =>
    toBinary(UploadImportRequestSchema, create(UploadImportRequestSchema, part))
  const value = { fileName, duplicates: duplicatesOf(fields.get('duplicates')), start: startOf(fields.get('start')) }
  yield message({ part: { case: 'header', value } })
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > maxBytes) throw new HttpProblem(413, 'body_too_large', { max: maxBytes }, { Connection: 'close' })
    for (let at = 0; at < chunk.length; at += PIECE) {
      yield message({ part: { case: 'chunk', value: chunk.subarray(at, at + PIECE) } })
    }
  }
}

/** POST /v1/imports: a multipart upload, passed on piece by piece, no faster than the service takes it. */
export const imports = ({ clients, door, config }: RawParts): Router => {
  const upload = rpcNamed('customer.ImportService/UploadImport')
  const write = jsonWriter(ImportSchema)
  const router = Router()
  router.post('/v1/imports', async (request: Request, response: Response) => {
    exchangeOf(response).route = '/v1/imports'
    const caller = await door.admit(request, response, upload.access)
    if (!/^multipart\/form-data\s*;/i.test(request.get('content-type') ?? '')) {
      throw new HttpProblem(415, 'content_type_unsupported', { expected: 'multipart/form-data' })
    }
    const idempotencyKey = idempotencyKeyOf(request)
    const messages = messagesOf(await uploadOf(request, config.MAX_UPLOAD), config.MAX_UPLOAD)
    const options = { ...callOptions(response, caller), idempotencyKey }
    const json = write(await clients.callClientStream(upload, messages, options))
    const { id } = JSON.parse(json.toString()) as { id: string }
    response
      .status(201)
      .set({ 'Content-Type': 'application/json; charset=utf-8', Location: `/v1/imports/${id}`, 'Cache-Control': 'no-store' })
      .end(json)
  })
  return router
}
