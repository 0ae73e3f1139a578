import type { DescField, DescMessage } from '@bufbuild/protobuf'
import type { Violation } from '@rapport/chassis'
import { shortened } from './messageReader'
import { parseQueryString } from './queryString'
import { setAt, textValue } from './textValue'

/** Reads a query string into the JSON object that stands for the same fields of the request. */
export type ReadQuery = (text: string, violations: Violation[]) => Record<string, unknown>

interface Parameter {
  path: DescField[]
  repeated: boolean
}

const MAX_DEPTH = 3

/**
 * Makes the reader of an rpc's query: every field of `input` but those in `elsewhere` is a parameter, nested ones with
 * dots (`filter.levels=A&filter.levels=B`). A parameter that is unknown, or given twice without being a list, is a fault.
 */
export const queryReader = (input: DescMessage, elsewhere: ReadonlySet<DescField>): ReadQuery => {
  const parameters = new Map<string, Parameter>()
  collect(input, '', [], elsewhere, parameters)
  return (text, violations) => {
    const request: Record<string, unknown> = {}
    const lists = new Map<string, unknown[]>()
    for (const [name, value] of parseQueryString(text, violations)) {
      const parameter = parameters.get(name)
      const field = parameter?.path.at(-1)
      if (!parameter || !field) violations.push({ field: shortened(name), reason: 'parameter_unknown' })
      else {
        const values = lists.get(name) ?? []
        values.push(textValue(field, value))
        lists.set(name, values)
      }
    }
    for (const [name, values] of lists) {
      const parameter = parameters.get(name)
      if (!parameter) continue
      if (!parameter.repeated && values.length > 1) violations.push({ field: name, reason: 'parameter_repeated' })
      else setAt(request, parameter.path, parameter.repeated ? values : values[0])
    }
    return request
  }
}

const collect = (
  message: DescMessage,
  prefix: string,
  path: DescField[],
  elsewhere: ReadonlySet<DescField>,
  parameters: Map<string, Parameter>,
) => {
  for (const field of message.fields) {
    if (elsewhere.has(field) || field.fieldKind === 'map') continue
    const name = `${prefix}${field.jsonName}`
    const isOurs = field.message && !field.message.typeName.startsWith('google.protobuf.')
    if (!isOurs) parameters.set(name, { path: [...path, field], repeated: field.fieldKind === 'list' })
    else if (field.fieldKind === 'message' && path.length < MAX_DEPTH)
      collect(field.message, `${name}.`, [...path, field], elsewhere, parameters)
  }
}
