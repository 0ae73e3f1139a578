import { once } from 'node:events'
import { fromBinary } from '@bufbuild/protobuf'
import { FileChunkSchema } from '@rapport/proto/customer'
import { Router, type Request, type Response } from 'express'
import { exchangeOf } from '../http/exchange'
import { requestReader } from '../transcoder/requestReader'
import { callOptions, rpcNamed, type RawParts } from './Raw'

const asciiName = (name: string) => name.replace(/[^\x20-\x7e]|["\\]/g, '_')

// RFC 8187: what encodeURIComponent leaves alone but the header's grammar does not.
const encodedName = (name: string) => encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Header for a download under any name (RFC 6266). */
export const contentDisposition = (name: string): string =>
  `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encodedName(name)}`

/** Files that a service streams: error file and template of imports. */
export const downloads = ({ clients, door }: RawParts): Router => {
  const router = Router()
  for (const id of ['customer.ImportService/DownloadTemplate', 'customer.ImportService/DownloadErrorFile']) {
    const rpc = rpcNamed(id)
    const { route } = rpc
    if (!route) throw new Error(`${id} has no route`)
    const read = requestReader(rpc.input, route)
    const path = route.template.replace(/\{(\w+)\}/g, ':$1')
    router.get(path, async (request: Request, response: Response) => {
      exchangeOf(response).route = route.template
      const caller = await door.admit(request, response, rpc.access)
      const values = route.pathFields.map(({ name }) => String(request.params[name] ?? ''))
      const bytes = read({ values, query: '', body: undefined, ifMatch: undefined })
      for await (const piece of clients.callServerStream(rpc, bytes, callOptions(response, caller))) {
        const { fileName, data } = fromBinary(FileChunkSchema, piece)
        if (!response.headersSent) {
          response.status(200).set({
            'Content-Type': `${rpc.raw?.responseMediaType ?? 'application/octet-stream'}; charset=utf-8`,
            'Content-Disposition': contentDisposition(fileName || 'download'),
            'Cache-Control': 'no-store',
          })
          response.flushHeaders()
        }
        if (data.length && !response.write(data)) await once(response, 'drain', { signal: exchangeOf(response).signal })
      }
      response.end()
    })
  }
  return router
}
