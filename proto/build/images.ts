import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeIfChanged } from './files'
import { leanImage } from './leanImage'
import { gen, image, runtimeImage } from './paths'
import { buf } from './run'

/** Compiles the contract into two descriptor sets: one with comments and options for the build, a lean one for run time. */
export const images = (): void => {
  const folder = mkdtempSync(join(gen, 'image-'))
  const file = join(folder, 'image.binpb')
  buf('build', '-o', file)
  const bytes = readFileSync(file)
  writeIfChanged(image, bytes)
  writeIfChanged(runtimeImage, leanImage(bytes))
  rmSync(folder, { recursive: true })
}
