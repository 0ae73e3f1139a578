import type { DescEnum } from '@bufbuild/protobuf'
import { comments } from '../../src/gen/comments'
import type { Schema } from './Schema'

const explained = (descriptor: DescEnum): string =>
  [
    comments[descriptor.typeName],
    ...descriptor.values.flatMap(({ name }) => {
      const comment = comments[`${descriptor.typeName}.${name}`]
      return comment ? [`\`${name}\`: ${comment}`] : []
    }),
  ]
    .filter(Boolean)
    .join('\n\n')

/** An enum by the names of its values; `values` leaves out the unspecified one when it makes no sense. */
export const enumSchema = (descriptor: DescEnum, { unspecified }: { unspecified: boolean }): Schema => {
  const description = explained(descriptor)
  const values = descriptor.values.filter(({ number }) => unspecified || number !== 0)
  return { type: 'string', enum: values.map(({ name }) => name), ...(description && { description }) }
}
