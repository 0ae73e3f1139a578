import { ScalarType } from '@bufbuild/protobuf'
import type { Schema } from './Schema'

/** A scalar as ProtoJSON spells it: 64-bit integers are strings, bytes are base64. */
export const scalarSchema = (scalar: ScalarType): Schema => {
  switch (scalar) {
    case ScalarType.BOOL:
      return { type: 'boolean' }
    case ScalarType.STRING:
      return { type: 'string' }
    case ScalarType.BYTES:
      return { type: 'string', format: 'byte' }
    case ScalarType.FLOAT:
    case ScalarType.DOUBLE:
      return { type: 'number', format: 'double' }
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return { type: 'integer', format: 'int32' }
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return { type: 'integer', format: 'int64', minimum: 0, maximum: 4294967295 }
    default:
      return { type: 'string', format: 'int64', pattern: '^-?[0-9]{1,19}$' }
  }
}
