import { create, createFileRegistry, setExtension, type DescMethod, type MessageInitShape } from '@bufbuild/protobuf'
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  MethodOptionsSchema,
  type FieldDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt'
import { http, HttpRuleSchema } from '../gen/google'
import { access, AccessSchema, raw, RawSchema } from '../gen/options'

interface Options {
  access?: MessageInitShape<typeof AccessSchema>
  http?: MessageInitShape<typeof HttpRuleSchema>
  raw?: MessageInitShape<typeof RawSchema>
  clientStreaming?: boolean
}

const field = (name: string, number: number, rest: MessageInitShape<typeof FieldDescriptorProtoSchema> = {}) => ({
  name,
  number,
  type: Type.STRING,
  label: Label.OPTIONAL,
  ...rest,
})

/**
 * An rpc `rapport.sales.v1.DealService.WinDeal` with these options. Its request has a string `id`, a message `deal` with
 * a string `name`, and a repeated string `tags`.
 */
export const aMethod = (given: Options): DescMethod => {
  const options = create(MethodOptionsSchema)
  if (given.access) setExtension(options, access, create(AccessSchema, given.access))
  if (given.http) setExtension(options, http, create(HttpRuleSchema, given.http))
  if (given.raw) setExtension(options, raw, create(RawSchema, given.raw))
  const file = create(FileDescriptorProtoSchema, {
    name: 'rapport/sales/v1/deal.proto',
    package: 'rapport.sales.v1',
    syntax: 'proto3',
    messageType: [
      { name: 'Deal', field: [field('name', 1)] },
      {
        name: 'WinDealRequest',
        field: [
          field('id', 1),
          field('deal', 2, { type: Type.MESSAGE, typeName: '.rapport.sales.v1.Deal' }),
          field('tags', 3, { label: Label.REPEATED }),
        ],
      },
    ],
    service: [
      {
        name: 'DealService',
        method: [
          {
            name: 'WinDeal',
            inputType: '.rapport.sales.v1.WinDealRequest',
            outputType: '.rapport.sales.v1.Deal',
            clientStreaming: given.clientStreaming ?? false,
            options,
          },
        ],
      },
    ],
  })
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }))
  const method = registry.getService('rapport.sales.v1.DealService')?.methods[0]
  if (!method) throw new Error('the rpc was not built')
  return method
}
