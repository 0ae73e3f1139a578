import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeIfChanged } from './files'
import { images } from './images'
import { includes } from './includes'
import { contract, image, include, openapi, root, runtimeImage, types as typesFolder } from './paths'
import { packageFile, runNode } from './run'
import { step } from './step'
import { types } from './types'

const scripts = [__dirname, join(root, 'package.json')]

const build = async (): Promise<void> => {
  await step({ name: 'includes', inputs: scripts, outputs: [include], run: includes })
  await step({
    name: 'images',
    inputs: [...scripts, contract, include, join(root, 'buf.yaml')],
    outputs: [image, runtimeImage],
    run: images,
  })
  await step({ name: 'types', inputs: [...scripts, image], outputs: [join(typesFolder, 'files.ts')], run: types })
  await step({
    name: 'openapi',
    inputs: [...scripts, join(root, 'src')],
    outputs: [openapi],
    run: async () => {
      // Loaded only now: it reads the generated code.
      const { openApiText } = await import('./openapi/write.js')
      writeIfChanged(openapi, await openApiText())
    },
  })
  runNode(packageFile('typescript', 'bin/tsc'), ['-b', root])
  copyFileSync(runtimeImage, join(root, 'dist', 'gen', 'rapport.binpb'))
}

void build()
