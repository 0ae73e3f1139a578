import type { Readable } from 'node:stream'
import { invalid } from '@rapport/chassis'
import busboy from 'busboy'
import type { Request } from 'express'
import { HttpProblem } from '../http/HttpProblem'

/** A file on its way in. */
export interface Upload {
  readonly fileName: string
  /** Form fields; those behind the file are refused, for the file is passed on at once. */
  readonly fields: ReadonlyMap<string, string>
  /** The file piece by piece. Throws what is wrong with the body: malformed, broken off, larger than allowed, more than one file. */
  readonly bytes: AsyncIterable<Buffer>
}

const FIELD_SIZE = 1000

const malformed = () => new HttpProblem(400, 'multipart_malformed')

/**
 * The one file of a multipart body, as soon as it begins. Rejects when there is none, when the body is no multipart, or for
 * fields that are not in `allowed`.
 */
export const uploadOf = (request: Request, allowed: readonly string[], maxBytes: number): Promise<Upload> =>
  new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    const form = formOf(request, maxBytes)
    let file: Readable | undefined
    const fail = (error: Error) => {
      request.unpipe(form)
      request.resume()
      if (file) file.destroy(error)
      reject(error)
    }
    form.on('field', (name, value) => {
      if (!allowed.includes(name)) fail(invalid({ field: name.slice(0, 100), reason: 'field_unknown' }))
      else if (file) fail(invalid({ field: name, reason: 'field_behind_file' }))
      else fields.set(name, value)
    })
    form.on('file', (name, stream, { filename }) => {
      stream.on('error', () => stream.resume())
      if (name !== 'file') {
        stream.resume()
        fail(invalid({ field: name.slice(0, 100), reason: 'field_unknown' }))
        return
      }
      file = stream
      stream.once('limit', () => fail(new HttpProblem(413, 'body_too_large', { max: maxBytes })))
      resolve({ fileName: filename || 'import', fields, bytes: stream as AsyncIterable<Buffer> })
    })
    form.on('filesLimit', () => fail(invalid({ field: 'file', reason: 'parameter_repeated' })))
    form.on('fieldsLimit', () => fail(malformed()))
    form.on('error', () => fail(malformed()))
    form.on('close', () => reject(invalid({ field: 'file', reason: 'required' })))
    request.once('aborted', () => fail(new HttpProblem(400, 'upload_incomplete')))
    request.pipe(form)
  })

const formOf = (request: Request, maxBytes: number) => {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: FIELD_SIZE, fileSize: maxBytes, headerPairs: 50 },
    })
  } catch {
    throw malformed()
  }
}
