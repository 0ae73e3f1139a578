import { create, type DescMessage } from '@bufbuild/protobuf'
import { createValidator } from '@bufbuild/protovalidate'

const validator = createValidator()

/**
 * Proto names of the fields that a request cannot do without: those that the validator misses in an empty message.
 * Asking the validator covers every way to say it: `required`, a minimal length, a format.
 */
export const requiredFields = (message: DescMessage): Set<string> => {
  const { violations = [] } = validator.validate(message, create(message))
  return new Set(
    violations.flatMap(({ field: [first, ...rest] }) =>
      first?.kind === 'field' && rest.length === 0 ? [first.name] : [],
    ),
  )
}
