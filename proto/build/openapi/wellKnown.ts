import type { DescMessage } from '@bufbuild/protobuf'
import type { Schema } from './Schema'

const schemas: Partial<Record<string, Schema>> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]{1,9})?s$' },
  'google.protobuf.FieldMask': { type: 'string' },
  'google.protobuf.Struct': { type: 'object', additionalProperties: true },
  'google.protobuf.Empty': { type: 'object' },
}

/** Schema of a message that JSON spells in a way of its own; `undefined` for all others. */
export const wellKnownSchema = ({ typeName }: DescMessage): Schema | undefined => schemas[typeName]
