import { Metadata } from '@grpc/grpc-js'
import { uuidv7 } from 'uuidv7'
import type { Context } from '../../context/context'
import { metadataKeys } from '../metadataKeys'
import type { CallOptions } from './GrpcClient'

// Metadata of HTTP/2 is ASCII; what a browser says of itself need not be.
const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?')

/** What travels beside a request: what the options say, and otherwise what the call being served came with. */
export const callMetadata = (options: CallOptions, context: Context | undefined): Metadata => {
  const metadata = new Metadata()
  const set = (key: string, value: string | undefined): void => {
    if (value) metadata.set(key, ascii(value))
  }
  const token = options.token ?? context?.token
  set(metadataKeys.authorization, token && `Bearer ${token}`)
  set(metadataKeys.requestId, options.requestId ?? context?.requestId ?? uuidv7())
  set(metadataKeys.locale, options.locale ?? context?.locale)
  set(metadataKeys.channel, options.channel ?? context?.channel)
  set(metadataKeys.idempotencyKey, options.idempotencyKey)
  set(metadataKeys.ip, options.ip ?? context?.ip)
  set(metadataKeys.userAgent, options.userAgent ?? context?.userAgent)
  return metadata
}
