import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { images } from './images'
import { includes } from './includes'
import { contract, image, include, root, runtimeImage, types as typesFolder } from './paths'
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
  runNode(packageFile('typescript', 'bin/tsc'), ['-b', root])
  copyFileSync(runtimeImage, join(root, 'dist', 'gen', 'rapport.binpb'))
}

void build()
