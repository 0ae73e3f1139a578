import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { messages as en } from './en/messages'
import { messages as zh } from './zh-CN/messages'

const source = join(__dirname, '..')

const flat = (node: unknown, path = ''): Map<string, string> => {
  if (typeof node === 'string') return new Map([[path, node]])
  const entries = Object.entries(node ?? {}).flatMap(([name, value]) => [
    ...flat(value, path ? `${path}.${name}` : name),
  ])
  return new Map(entries)
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'gen' || entry.name === 'i18n' ? [] : filesUnder(path)
    return /\.(vue|ts)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : []
  })

const chinese = flat(zh)
const english = flat(en)
const code = filesUnder(source)
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
const areas = Object.keys(en).join('|')

describe('texts', () => {
  it('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have the same placeholders in both languages', () => {
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    const differing = [...chinese].filter(([key, text]) => holes(text).join() !== holes(english.get(key) ?? '').join())
    expect(differing).toEqual([])
  })

  it('are there for every key that is named in the code', () => {
    const named = [...code.matchAll(new RegExp(`'((?:${areas})\\.[A-Za-z0-9_.]+)'`, 'g'))].map(([, key]) => key ?? '')
    const isPermission = (key: string) => /^(customer|identity)\./.test(key)
    const isProtectable = (key: string) => /^(account|contact)\.(name|[a-z]+[A-Za-z]*)$/.test(key)
    const missing = [...new Set(named)].filter((key) => !isPermission(key) && !isProtectable(key) && !english.has(key))
    expect(missing).toEqual([])
  })

  it('are there for every beginning of a key that is put together in the code', () => {
    const begun = [...code.matchAll(new RegExp('`((?:' + areas + ')\\.[A-Za-z.]*)\\$\\{', 'g'))].map(
      ([, key]) => key ?? '',
    )
    const keys = [...english.keys()]
    expect([...new Set(begun)].filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([])
  })

  it('name every permission of the contract', () => {
    const contract = JSON.parse(readFileSync(join(source, '../../proto/openapi.json'), 'utf8')) as { paths: object }
    const permissions = [...JSON.stringify(contract.paths).matchAll(/"x-permission":"([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(permissions.length).toBeGreaterThan(10)
    expect(permissions.filter((name) => !english.has(`rights.permissions.${name}`))).toEqual([])
  })
})
