import { createFileRegistry, fromBinary, type DescFile } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { barrels, fileList } from './barrels'
import { commentList } from './comments'
import { filesBelow, mirror, writeIfChanged } from './files'
import { gen, image, runtimeImage, types as target } from './paths'
import { buf, packageFile } from './run'

/** Files for which code is generated; that of validate.proto comes with protovalidate, that of google/protobuf with the runtime. */
const generatedFiles = (): DescFile[] => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(image)))
  return [...registry.files].filter(({ name }) => /^(rapport|google\/(api|rpc))\//.test(name))
}

const template = (out: string): string =>
  JSON.stringify({
    version: 'v2',
    plugins: [
      {
        local: [process.execPath, packageFile('@bufbuild/protoc-gen-es', 'bin/protoc-gen-es')],
        out,
        opt: ['target=ts', 'rewrite_imports=./buf/validate/*_pb.js:@bufbuild/protovalidate/gen'],
      },
    ],
  })

/** protoc-gen-es drops the `.js` of every import, but protovalidate exports its generated module only under the full name. */
const nameValidateInFull = (folder: string): void => {
  for (const file of filesBelow(folder)) {
    writeIfChanged(file, readFileSync(file, 'utf8').replace('/validate/validate_pb"', '/validate/validate_pb.js"'))
  }
}

/** Generates the TypeScript types of the contract, a module per service, the list of files and the comments. */
export const types = (): void => {
  const folder = mkdtempSync(join(gen, 'types-'))
  buf('generate', image, '--template', template(folder), '--exclude-path', 'buf')
  nameValidateInFull(folder)
  const files = generatedFiles()
  const ours = files.map(({ proto }) => proto).filter(({ name }) => name.startsWith('rapport/'))
  for (const [name, source] of barrels(files)) writeIfChanged(join(folder, `${name}.ts`), source)
  writeIfChanged(join(folder, 'files.ts'), fileList(files))
  writeIfChanged(join(folder, 'comments.ts'), commentList(ours))
  copyFileSync(runtimeImage, join(folder, 'rapport.binpb'))
  mirror(folder, target)
  rmSync(folder, { recursive: true })
}
