import { createGunzip } from 'node:zlib'
import type { Request } from 'express'
import { HttpProblem } from '../http/HttpProblem'
import { parseJsonText } from './jsonText'

const tooLarge = (max: number) => new HttpProblem(413, 'body_too_large', { max }, { Connection: 'close' })

const isJson = (type: string) => /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i.test(type)

const collect = async (stream: AsyncIterable<Buffer>, max: number): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > max) throw tooLarge(max)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/**
 * The JSON body of a request; undefined when it has none. Throws a problem for another content type (415), more than `max`
 * bytes (413), and `invalid` for what is no JSON.
 */
export const readBody = async (request: Request, max: number): Promise<unknown> => {
  if (Number(request.get('content-length') ?? 0) > max) throw tooLarge(max)
  const encoding = request.get('content-encoding')
  if (encoding && encoding !== 'identity' && encoding !== 'gzip') {
    throw new HttpProblem(415, 'content_type_unsupported', { expected: 'gzip' })
  }
  const bytes = await collect(encoding === 'gzip' ? request.pipe(createGunzip()) : request, max)
  if (bytes.length === 0) return undefined
  if (!isJson(request.get('content-type') ?? '')) {
    throw new HttpProblem(415, 'content_type_unsupported', { expected: 'application/json' })
  }
  return parseJsonText(bytes)
}
