import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { damaged, ImportFileError } from '../ImportFileError'

export type Attributes = Readonly<Record<string, string>>

/** What to do at the tags of a part. Names come without their prefix. */
export interface XmlHandler {
  open?: (name: string, attributes: Attributes) => void
  /** At an end tag, with the text directly in or below the element since its start tag or its last child. */
  close?: (name: string, text: string) => void
}

const MAX_DEPTH = 64
const MAX_LENGTH_WITHOUT_TAG = 1_000_000
const MAX_TEXT_LENGTH = 1_000_000

/**
 * Parses a part of an XLSX package piece by piece and yields what the handler has put into `found` meanwhile. Document
 * types, and with them entities, are refused; so are endless texts and nesting. Throws ImportFileError.
 */
export async function* parseXml<T>(part: Readable, handler: XmlHandler, found: T[]): AsyncGenerator<T> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let depth = 0
  let text = ''
  let lengthWithoutTag = 0
  parser.on('doctype', () => refuse())
  parser.on('text', (piece) => (text += piece))
  parser.on('cdata', (piece) => (text += piece))
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH) refuse()
    lengthWithoutTag = 0
    text = ''
    handler.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    lengthWithoutTag = 0
    handler.close?.(localName(name), text)
    text = ''
  })
  try {
    for await (const chunk of part as AsyncIterable<Uint8Array>) {
      lengthWithoutTag += chunk.length
      parser.write(decoder.decode(chunk, { stream: true }))
      if (lengthWithoutTag > MAX_LENGTH_WITHOUT_TAG) refuse()
      yield* found.splice(0)
    }
    parser.write(decoder.decode()).close()
    yield* found.splice(0)
  } catch (error) {
    throw damaged(error)
  } finally {
    part.destroy()
  }
}

/** A text that stands in pieces between tags, with its next piece. Throws ImportFileError when it has no end. */
export const continued = (text: string, piece: string): string =>
  text.length + piece.length > MAX_TEXT_LENGTH ? refuse() : text + piece

/** Parses a small part to its end. */
export const parseXmlFully = async (part: Readable, handler: XmlHandler): Promise<void> => {
  await parseXml(part, handler, []).next()
}

const refuse = (): never => {
  throw new ImportFileError('import_file_unreadable')
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
