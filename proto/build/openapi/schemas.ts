import type { DescEnum, DescField, DescMessage, JsonObject } from '@bufbuild/protobuf'
import { FeatureSet_FieldPresence as FieldPresence } from '@bufbuild/protobuf/wkt'
import { comments } from '../../src/gen/comments'
import { createComponents, type Components } from './components'
import { enumSchema } from './enumSchema'
import { patchName, schemaName } from './names'
import { requiredFields } from './requiredFields'
import { allowsEmpty, innerRules, keywordsOf, refusesUnspecified, rulesOf } from './rules'
import { scalarSchema } from './scalar'
import type { Form, Schema } from './Schema'
import { wellKnownSchema } from './wellKnown'

interface Options {
  /** Messages that occur in answers: their request form needs another name. */
  answered: Set<DescMessage>
  /** Full names of fields that never leave the gateway. */
  withheld: Set<string>
}

/** Writes messages and fields of the contract as JSON Schema. */
export interface Schemas {
  components: Components
  /** Reference to the schema of a message. */
  message: (message: DescMessage, form: Form) => Schema
  /** Schema of one field, with its comment. */
  field: (field: DescField, form: Form) => Schema
  /** Schema of an object with these fields of a message. */
  object: (message: DescMessage, fields: DescField[], form: Form) => Schema
}

const described = (schema: Schema, comment: string | undefined): Schema =>
  comment ? { ...schema, description: comment } : schema

/** In an answer everything is present but unset messages and members of a oneof; a partial change needs nothing. */
const isRequired = (field: DescField, form: Form, required: Set<string>): boolean => {
  if (form === 'patch') return false
  if (form === 'response') return field.presence === FieldPresence.IMPLICIT
  return required.has(field.name)
}

/** Starts a document's schemas. */
export const createSchemas = ({ answered, withheld }: Options): Schemas => {
  const components = createComponents()

  const enumeration = (descriptor: DescEnum, rules: JsonObject, form: Form): Schema =>
    form === 'query' || refusesUnspecified(rules)
      ? enumSchema(descriptor, { unspecified: false })
      : components.refer(schemaName(descriptor), descriptor.typeName, () =>
          enumSchema(descriptor, { unspecified: true }),
        )

  /** One value: a field that is neither list nor map, an element of a list, or a value of a map. */
  const value = (field: DescField, rules: JsonObject, form: Form): Schema => {
    if (field.enum) return enumeration(field.enum, rules, form)
    if (field.message) return message(field.message, form === 'patch' ? 'request' : form)
    const schema = scalarSchema(field.scalar)
    if (form === 'response') return schema
    const ruled = { ...schema, ...keywordsOf(rules) }
    if (rules['required'] === true && schema.type === 'string' && ruled.format === undefined) ruled.minLength ??= 1
    const mayBeEmpty = schema.type === 'string' && form !== 'query' && allowsEmpty(rules)
    return mayBeEmpty ? { anyOf: [ruled, { type: 'string', const: '' }] } : ruled
  }

  const field = (descriptor: DescField, form: Form): Schema => {
    const rules = form === 'response' ? {} : rulesOf(descriptor)
    const comment = comments[`${descriptor.parent.typeName}.${descriptor.name}`]
    if (descriptor.fieldKind === 'list') {
      const items = value(descriptor, innerRules(rules, 'items'), form)
      return described({ type: 'array', items, ...keywordsOf(rules) }, comment)
    }
    if (descriptor.fieldKind === 'map') {
      const additionalProperties = value(descriptor, innerRules(rules, 'values'), form)
      const propertyNames = keywordsOf(innerRules(rules, 'keys'))
      const named = Object.keys(propertyNames).length > 0 ? { propertyNames } : {}
      return described({ type: 'object', additionalProperties, ...named, ...keywordsOf(rules) }, comment)
    }
    return described(value(descriptor, rules, form), comment)
  }

  const object = (owner: DescMessage, fields: DescField[], form: Form): Schema => {
    const needed = form === 'response' ? new Set<string>() : requiredFields(owner)
    const visible = fields.filter(({ name }) => !withheld.has(`${owner.typeName}.${name}`))
    const required = visible.filter((each) => isRequired(each, form, needed)).map(({ jsonName }) => jsonName)
    const schema: Schema = {
      type: 'object',
      properties: Object.fromEntries(visible.map((each) => [each.jsonName, field(each, form)])),
      ...(required.length > 0 && { required }),
      ...(form !== 'response' && { additionalProperties: false }),
    }
    return described(schema, comments[owner.typeName])
  }

  const nameOf = (descriptor: DescMessage, form: Form): string => {
    if (form === 'patch') return patchName(descriptor)
    const name = schemaName(descriptor)
    return form === 'request' && answered.has(descriptor) ? `${name}Input` : name
  }

  const message = (descriptor: DescMessage, form: Form): Schema =>
    wellKnownSchema(descriptor) ??
    components.refer(nameOf(descriptor, form), `${descriptor.typeName} (${form})`, () =>
      object(descriptor, descriptor.fields, form),
    )

  return { components, message, field, object }
}
