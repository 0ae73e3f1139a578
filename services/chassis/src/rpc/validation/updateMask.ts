import { create, type DescField, type Message } from '@bufbuild/protobuf'
import { FieldMaskSchema, type FieldMask } from '@bufbuild/protobuf/wkt'
import type { Rpc } from '@rapport/proto'
import type { Violation } from '../../errors/errors'

/** How an rpc says which fields of its body it writes. */
export interface UpdateMask {
  /** The field of the request that holds the mask. */
  readonly maskField: DescField
  /** The field of the request that the mask speaks of. */
  readonly body: DescField & { fieldKind: 'message' }
}

/** The update mask of an rpc, or undefined when it has none: a field `update_mask` beside the field that is the body of its route. */
export const updateMaskOf = ({ input, route }: Pick<Rpc, 'input' | 'route'>): UpdateMask | undefined => {
  const maskField = input.fields.find(
    ({ name, message }) => name === 'update_mask' && message?.typeName === FieldMaskSchema.typeName,
  )
  const body = route?.bodyField
  return maskField && body?.fieldKind === 'message' ? { maskField, body } : undefined
}

/** The proto paths that the mask of a request names; undefined when it has none, which means all fields. */
export const maskedPaths = ({ maskField }: UpdateMask, request: Message): readonly string[] | undefined => {
  const mask = (request as Message & Record<string, FieldMask | undefined>)[maskField.localName]
  return mask && mask.paths.length > 0 ? mask.paths : undefined
}

const camel = (path: string): string => path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Names in the mask that the body does not have. */
export const unknownPaths = ({ body, maskField }: UpdateMask, paths: readonly string[]): Violation[] =>
  paths
    .filter((path) => !body.message.fields.some(({ name }) => name === path.split('.')[0]))
    .map((path) => ({ field: maskField.jsonName, reason: 'field_unknown', params: { name: camel(path) } }))

/** Whether the field of the body called `name` (proto spelling) is among those that the mask writes. */
export const inMask = (paths: readonly string[] | undefined, name: string): boolean =>
  !paths || paths.some((path) => path === name || path.startsWith(`${name}.`))

/** Sets the mask of a request. */
export const setMask = ({ maskField }: UpdateMask, request: Message, paths: string[]): void => {
  Object.assign(request, { [maskField.localName]: create(FieldMaskSchema, { paths }) })
}
