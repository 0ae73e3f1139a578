import {
  DescriptorProtoSchema,
  EnumDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  ServiceDescriptorProtoSchema,
  type DescriptorProto,
  type EnumDescriptorProto,
  type FileDescriptorProto,
  type ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'

/** An element of a .proto file and its place in the descriptor: field numbers and indexes, as source locations name it. */
interface Element {
  name: string
  place: number[]
}

const inFile = FileDescriptorProtoSchema.field
const inMessage = DescriptorProtoSchema.field

const children = <T>(list: T[], place: number[], number: number, visit: (child: T, place: number[]) => Element[]) =>
  list.flatMap((child, index) => visit(child, [...place, number, index]))

const leaf =
  (parent: string) =>
  ({ name }: { name: string }, place: number[]): Element[] => [{ name: `${parent}.${name}`, place }]

const ofEnum =
  (parent: string) =>
  (declared: EnumDescriptorProto, place: number[]): Element[] => {
    const name = `${parent}.${declared.name}`
    return [
      { name, place },
      ...children(declared.value, place, EnumDescriptorProtoSchema.field.value.number, leaf(name)),
    ]
  }

const ofMessage =
  (parent: string) =>
  (declared: DescriptorProto, place: number[]): Element[] => {
    const name = `${parent}.${declared.name}`
    return [
      { name, place },
      ...children(declared.field, place, inMessage.field.number, leaf(name)),
      ...children(declared.enumType, place, inMessage.enumType.number, ofEnum(name)),
      ...children(declared.nestedType, place, inMessage.nestedType.number, ofMessage(name)),
    ]
  }

const ofService =
  (parent: string) =>
  (declared: ServiceDescriptorProto, place: number[]): Element[] => {
    const name = `${parent}.${declared.name}`
    return [
      { name, place },
      ...children(declared.method, place, ServiceDescriptorProtoSchema.field.method.number, leaf(name)),
    ]
  }

const elementsOf = (file: FileDescriptorProto): Element[] => [
  ...children(file.service, [], inFile.service.number, ofService(file.package)),
  ...children(file.messageType, [], inFile.messageType.number, ofMessage(file.package)),
  ...children(file.enumType, [], inFile.enumType.number, ofEnum(file.package)),
]

const oneLine = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim()

const commentsOf = (file: FileDescriptorProto): [string, string][] => {
  const locations = file.sourceCodeInfo?.location ?? []
  const leading = new Map(locations.map(({ path, leadingComments }) => [path.join('.'), oneLine(leadingComments)]))
  return elementsOf(file).flatMap(({ name, place }): [string, string][] => {
    const comment = leading.get(place.join('.'))
    return comment ? [[name, comment]] : []
  })
}

/** Source of the module with all comments of the contract: full name of the element -> its comment as one line. */
export const commentList = (files: FileDescriptorProto[]): string => {
  const entries = files
    .flatMap(commentsOf)
    .map(([name, comment]) => `  ${JSON.stringify(name)}: ${JSON.stringify(comment)},\n`)
  return [
    '// Generated from the contract by the build of this package.\n\n',
    '/** Full name of a service, rpc, message, field, enum or value -> its comment. */\n',
    `export const comments: Readonly<Partial<Record<string, string>>> = {\n${entries.join('')}}\n`,
  ].join('')
}
