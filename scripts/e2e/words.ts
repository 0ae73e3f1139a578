import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Language = 'zh-CN' | 'en'

type Words = { [key: string]: string | Words }

const folder = join(__dirname, '../../frontend/src/i18n')

/** The texts of the portal in a language: `words('en')('signIn:signIn.go')`, file before the colon. */
export const words = (language: Language) => {
  const files = new Map<string, Words>()
  return (key: string, values: Record<string, string | number> = {}): string => {
    const [file = '', path = ''] = key.split(':')
    const known = files.get(file) ?? (JSON.parse(readFileSync(join(folder, language, `${file}.json`), 'utf8')) as Words)
    files.set(file, known)
    const text = path
      .split('.')
      .reduce<string | Words | undefined>((at, name) => (typeof at === 'object' ? at[name] : at), known)
    if (typeof text !== 'string') throw new Error(`the portal has no text ${key} in ${language}`)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}
