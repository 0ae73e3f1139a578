import { once } from 'node:events'
import { fromBinary } from '@bufbuild/protobuf'
import { FileChunkSchema } from '@rapport/proto/customer'
import type { Rpc } from '@rapport/proto'
import { exchangeOf } from '../http/exchange'
import { queryOf } from '../http/queryOf'
import { requestReader } from '../transcoder/requestReader'
import { contentDisposition } from './contentDisposition'
import { callOptions, type Serve } from '../http/RestCall'
import { rpcNamed, type RawParts, type RawRoutes } from './Raw'

const files = ['customer.ImportService/DownloadTemplate', 'customer.ImportService/DownloadErrorFile']

/** Files that a service streams: error file and template of imports. No faster than the caller reads. */
export const downloads = (parts: RawParts): RawRoutes =>
  Object.fromEntries(files.map((id) => [id, download(rpcNamed(id), parts)]))

const download = (rpc: Rpc, { clients }: RawParts): Serve => {
  if (!rpc.route) throw new Error(`${rpc.id} has no route`)
  const read = requestReader(rpc.input, rpc.route)
  const type = `${rpc.raw?.responseMediaType ?? 'application/octet-stream'}; charset=utf-8`

  return async (call) => {
    const { request, response, values } = call
    const { signal } = exchangeOf(response)
    const bytes = read({ values, query: queryOf(request.originalUrl), body: undefined, ifMatch: undefined })
    for await (const piece of clients.callServerStream(rpc, bytes, callOptions(call))) {
      const { fileName, data } = fromBinary(FileChunkSchema, piece)
      if (!response.headersSent) {
        const disposition = contentDisposition(fileName || 'download')
        response.set({
          'Content-Type': type,
          'Content-Disposition': disposition,
          'Cache-Control': 'no-store, no-transform',
        })
        response.flushHeaders()
      }
      if (data.length > 0 && !response.write(data)) await once(response, 'drain', { signal })
    }
    response.end()
  }
}
