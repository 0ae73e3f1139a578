import type { SignedIn } from '../stack'
import type { TextField } from './textFields'

type Json = Record<string, unknown>

/** A body to send: fields that take text, and what must stand beside them. */
export interface Writing {
  method: string
  path: string
  fields: TextField[]
  base: Json
}

const sent = ({ isList }: TextField, text: string) => (isList ? [text] : text)

/** What an answer has of a field, spelled as it was sent: phones come with what was understood of them. */
const shown = (record: Json, name: string): unknown => {
  const value = record[name]
  return Array.isArray(value)
    ? value.map((one: unknown) => (typeof one === 'object' && one !== null && 'number' in one ? one.number : one))
    : value
}

/** The record in an answer, which may stand beside a secret or an invitation. */
const recordIn = (answer: Json): Json =>
  'id' in answer
    ? answer
    : (Object.values(answer).find((one): one is Json => typeof one === 'object' && one !== null && 'id' in one) ??
      answer)

/**
 * Writes a text into all fields at once, again without those that are refused by name, and reads back what was kept.
 * White space around a text may be dropped, and an empty one may stand for the usual value; nothing else may change.
 * @returns how many fields kept the text, and what went wrong
 */
export const keepOrRefuse = async (
  { call }: SignedIn,
  { method, path, fields, base }: Writing,
  text: string,
): Promise<{ kept: number; faults: string[] }> => {
  const what = `${method} ${path} ${JSON.stringify(text)}`
  const json = async (verb: string, place: string, body?: Json) => {
    const response = await call(verb, place, body)
    return { status: response.status, answer: JSON.parse((await response.text()) || '{}') as Json }
  }
  const wasKept = (field: TextField, record: Json): boolean => {
    const kept = JSON.stringify(shown(record, field.name))
    return text.trim() === '' || kept === JSON.stringify(sent(field, text.trim()))
  }
  let due = fields
  while (due.length > 0) {
    const values = Object.fromEntries(due.map((field) => [field.name, sent(field, text)]))
    const { status, answer } = await json(method, path, { ...base, ...values })
    if (status < 400) {
      const record = recordIn(answer)
      const again = await json('GET', method === 'POST' ? `${path.split('?')[0]}/${String(record['id'])}` : path)
      const records = again.status === 200 ? [record, again.answer] : [record]
      const lost = due.filter((field) => !records.every((one) => wasKept(field, one)))
      return { kept: due.length, faults: lost.map(({ name }) => `${what}: ${name} is ${JSON.stringify(record[name])}`) }
    }
    const named = ((answer['errors'] ?? []) as { field: string }[]).map(({ field }) => field.replace(/\[\d+\]$/, ''))
    const left = due.filter(({ name }) => !named.includes(name))
    if (![400, 409].includes(status) || left.length === due.length)
      return { kept: 0, faults: [`${what}: ${status} ${JSON.stringify(answer)}`] }
    due = left
  }
  return { kept: 0, faults: [] }
}
