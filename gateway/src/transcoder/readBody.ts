import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { invalid } from '@rapport/chassis'
import type { Request } from 'express'
import { HttpProblem } from '../http/HttpProblem'
import { parseJsonText } from './jsonText'

/** A JSON body that is not complete after this time, in ms, is given up. */
const LONGEST = 15_000

const isJson = (type: string) => /^application\/json\s*(?:;\s*charset="?utf-?8"?\s*)?$/i.test(type)

/**
 * The JSON body of a request; undefined when it has none. Rejects with a problem for another content type (415), more than
 * `max` bytes (413), a body that does not come (408), and with `invalid` for what is no JSON.
 */
export const readBody = async (request: Request, max: number): Promise<unknown> => {
  const { headers } = request
  const length = headers['content-length']
  if (length === '0' || (length === undefined && headers['transfer-encoding'] === undefined)) return undefined
  if (Number(length ?? 0) > max) throw tooLarge(max)
  const bytes = await collect(request, max)
  if (bytes.length === 0) return undefined
  if (!isJson(headers['content-type'] ?? '')) throw unsupported('application/json')
  return parseJsonText(bytes)
}

const tooLarge = (max: number) => new HttpProblem(413, 'body_too_large', { max })
const unsupported = (expected: string) => new HttpProblem(415, 'content_type_unsupported', { expected })

const decoded = (request: Request): Readable => {
  const encoding = request.headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return request
  if (encoding === 'gzip') return request.pipe(createGunzip())
  throw unsupported('gzip')
}

const collect = (request: Request, max: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const stream = decoded(request)
    const chunks: Buffer[] = []
    let size = 0
    const settle = (end: () => void) => {
      clearTimeout(timer)
      stream.off('data', take).off('end', complete).off('close', malformed)
      // What is left of a packed body is not unpacked any more: a few bytes of it may stand for gigabytes.
      if (stream !== request) stream.destroy()
      request.unpipe().resume()
      end()
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > max) settle(() => reject(tooLarge(max)))
      else chunks.push(chunk)
    }
    const complete = () => settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    const malformed = () => settle(() => reject(invalid({ field: '', reason: 'body_malformed' })))
    const timer = setTimeout(
      () => settle(() => reject(new HttpProblem(408, 'body_too_slow', {}, { Connection: 'close' }))),
      LONGEST,
    )
    // An error may still come after the body was given up; without a listener it would end the process.
    stream.on('data', take).on('end', complete).on('close', malformed).on('error', malformed)
  })
