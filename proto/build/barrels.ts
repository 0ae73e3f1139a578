import type { DescFile } from '@bufbuild/protobuf'

/** Path of a file's generated module, relative to the folder of generated code. */
const modulePath = ({ name }: DescFile): string => `./${name}_pb`

/** Name under which protoc-gen-es exports a file's descriptor. */
const descriptorName = ({ name }: DescFile): string => `file_${name.replace(/[^a-zA-Z0-9]/g, '_')}`

/** `customer` for rapport/customer/v1/account.proto, `google` for google/rpc/status.proto. */
const barrelOf = ({ name }: DescFile): string => name.split('/')[name.startsWith('rapport/') ? 1 : 0] ?? name

const banner = '// Generated from the contract by the build of this package.\n'

/** One module per service that exports everything generated for it: name of the module -> its source. */
export const barrels = (files: DescFile[]): Map<string, string> => {
  const sources = new Map<string, string>()
  for (const file of files) {
    const name = barrelOf(file)
    sources.set(name, `${sources.get(name) ?? banner}export * from '${modulePath(file)}'\n`)
  }
  return sources
}

/** Source of the module that lists the descriptors of all files. */
export const fileList = (files: DescFile[]): string =>
  [
    banner,
    "import type { DescFile } from '@bufbuild/protobuf'\n",
    ...files.map((file) => `import { ${descriptorName(file)} } from '${modulePath(file)}'\n`),
    '\n/** Every file of the contract. */\n',
    `export const files: DescFile[] = [\n${files.map((file) => `  ${descriptorName(file)},\n`).join('')}]\n`,
  ].join('')
