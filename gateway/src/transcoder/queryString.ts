import type { Violation } from '@rapport/chassis'
import { shortened } from './messageReader'

const MAX_PARAMETERS = 1000

/** Splits a query string into its parameters: name and value decoded, a `+` read as a space. What cannot be decoded is added to `violations`. */
export const parseQueryString = (text: string, violations: Violation[]): [string, string][] => {
  if (text === '') return []
  const parts = text.split('&')
  if (parts.length > MAX_PARAMETERS) {
    violations.push({ field: '', reason: 'parameters_too_many', params: { max: MAX_PARAMETERS } })
    return []
  }
  return parts.flatMap((part) => {
    if (part === '') return []
    const equals = part.indexOf('=')
    const rawName = equals < 0 ? part : part.slice(0, equals)
    const name = decode(rawName)
    const value = equals < 0 ? '' : decode(part.slice(equals + 1))
    if (name !== undefined && value !== undefined) return [[name, value] satisfies [string, string]]
    violations.push({ field: shortened(name ?? rawName), reason: 'parameter_malformed' })
    return []
  })
}

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
  } catch {
    return undefined
  }
}
