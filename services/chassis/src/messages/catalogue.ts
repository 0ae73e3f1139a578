import type { Locale } from '../context/context'
import type { Params } from '../errors/errors'
import type { Messages } from './messages'
import { standardMessages } from './standard'

/** Makes sentences of reasons. */
export interface Catalogue {
  /** The sentence of `reason` in the language of `locale`, or undefined when there is none. */
  sentence(reason: string, params: Params, locale: Locale): string | undefined
}

const fill = (sentence: string, params: Params): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

/** The chassis' own sentences and those of a service; the service's win. */
export const createCatalogue = (messages: Messages = {}): Catalogue => {
  const all = new Map(Object.entries({ ...standardMessages, ...messages }))
  return {
    sentence: (reason, params, locale) => {
      const sentences = all.get(reason)
      return sentences && fill(sentences[locale], params)
    },
  }
}
