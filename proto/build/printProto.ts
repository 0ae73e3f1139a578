import type { DescEnum, DescExtension, DescField, DescFile, DescMessage } from '@bufbuild/protobuf'
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
} from '@bufbuild/protobuf/wkt'

const indent = (lines: string[]): string[] => lines.map((line) => `  ${line}`)

const block = (head: string, body: string[]): string[] => [`${head} {`, ...indent(body), '}', '']

const typeName = ({ type, typeName }: FieldDescriptorProto): string => typeName || Type[type].toLowerCase()

const declaration = (field: FieldDescriptorProto): string => `${typeName(field)} ${field.name} = ${field.number};`

const labelled = (field: FieldDescriptorProto): string =>
  `${field.label === Label.REPEATED ? 'repeated' : 'optional'} ${declaration(field)}`

const isMember = (field: DescField): boolean => field.oneof !== undefined

const reserved = (names: string[]): string[] =>
  names.length > 0 ? [`reserved ${names.map((name) => `"${name}"`).join(', ')};`] : []

const extensionRanges = ({ proto }: DescMessage): string[] =>
  proto.extensionRange.map(({ start, end }) => `extensions ${start} to ${end > 536870911 ? 'max' : end - 1};`)

const printMessage = (message: DescMessage): string[] =>
  block(`message ${message.name}`, [
    ...reserved(message.proto.reservedName),
    ...message.fields.filter((field) => !isMember(field)).map(({ proto }) => labelled(proto)),
    ...message.oneofs.flatMap((oneof) =>
      block(
        `oneof ${oneof.name}`,
        oneof.fields.map(({ proto }) => declaration(proto)),
      ),
    ),
    ...extensionRanges(message),
  ])

const reservedNumbers = ({ reservedRange }: EnumDescriptorProto): string[] =>
  reservedRange.map(({ start, end }) => `reserved ${start} to ${end};`)

const printEnum = ({ name, proto, values }: DescEnum): string[] =>
  block(`enum ${name}`, [
    ...reserved(proto.reservedName),
    ...reservedNumbers(proto),
    ...values.map((value) => `${value.name} = ${value.number};`),
  ])

const printExtension = ({ extendee, proto }: DescExtension): string[] =>
  block(`extend .${extendee.typeName}`, [labelled(proto)])

/**
 * Prints a proto2 file from its descriptor as .proto source that compiles to the same messages, enums and extensions.
 * Comments, options and nested types are left out. Needed because validate.proto exists on npm only as a descriptor.
 */
export const printProto = (file: DescFile): string =>
  [
    'syntax = "proto2";',
    `package ${file.proto.package};`,
    ...file.proto.dependency.map((path) => `import "${path}";`),
    '',
    ...file.enums.flatMap(printEnum),
    ...file.messages.flatMap(printMessage),
    ...file.extensions.flatMap(printExtension),
  ].join('\n')
