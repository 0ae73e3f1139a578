import type { DescFile, DescMessage } from '@bufbuild/protobuf'
import { getComments } from '@bufbuild/protoplugin'

type Commented = Parameters<typeof getComments>[0]

const fullName = (desc: Commented): string => {
  switch (desc.kind) {
    case 'rpc':
    case 'field':
    case 'oneof':
      return `${desc.parent.typeName}.${desc.name}`
    case 'enum_value':
      return `${desc.parent.typeName}.${desc.name}`
    case 'file':
      return desc.name
    default:
      return desc.typeName
  }
}

const text = (comment: string): string =>
  comment
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim()

const insideMessage = (message: DescMessage): Commented[] => [
  message,
  ...message.fields,
  ...message.nestedEnums.flatMap((nested) => [nested, ...nested.values]),
  ...message.nestedMessages.flatMap(insideMessage),
]

const everything = (file: DescFile): Commented[] => [
  ...file.services.flatMap((service) => [service, ...service.methods]),
  ...file.messages.flatMap(insideMessage),
  ...file.enums.flatMap((top) => [top, ...top.values]),
]

/** Source of the module with all comments of the contract: full name of the element -> its comment as one line. */
export const commentList = (files: DescFile[]): string => {
  const comments = files.flatMap(everything).flatMap((desc) => {
    const { leading } = getComments(desc)
    return leading ? [`  ${JSON.stringify(fullName(desc))}: ${JSON.stringify(text(leading))},\n`] : []
  })
  return [
    '// Generated from the contract by the build of this package.\n\n',
    '/** Full name of a service, rpc, message, field or enum -> its comment. */\n',
    `export const comments: Readonly<Partial<Record<string, string>>> = {\n${comments.join('')}}\n`,
  ].join('')
}
