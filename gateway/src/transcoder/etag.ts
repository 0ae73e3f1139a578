import { crc32 } from 'node:zlib'
import type { DescMessage } from '@bufbuild/protobuf'
import { ScalarType } from '@bufbuild/protobuf'
import { WireReader } from './WireReader'

/** Makes the reader of the row version of an answer; undefined for answers without an int32 `version`. */
export const versionReader = (desc: DescMessage): ((bytes: Uint8Array) => number) | undefined => {
  const field = desc.fields.find(({ name, scalar }) => name === 'version' && scalar === ScalarType.INT32)
  if (!field) return undefined
  return (bytes) => {
    const reader = new WireReader(bytes)
    while (reader.position < bytes.length) {
      const tag = reader.uint32()
      if (tag >>> 3 === field.number) return reader.int32()
      reader.skip(tag & 7)
    }
    return 0
  }
}

/**
 * Entity tag of an answer: the row's version where it has one, and the CRC of the text, which also tells apart what two roles
 * see of the same version. If-Match reads only the version.
 */
export const etagOf = (json: Buffer, version: number | undefined): string => {
  const crc = crc32(json).toString(36)
  return version === undefined ? `W/"${crc}"` : `"${version}-${crc}"`
}

/** Whether one of the tags of If-None-Match is `etag`; weak comparison (RFC 9110, 8.8.3.2). */
export const isNoneMatch = (header: string | undefined, etag: string): boolean => {
  if (header === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag))
}
