import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeIfChanged } from './files'
import { gen, image, runtimeImage } from './paths'
import { buf } from './run'

/** Compiles the contract into two descriptor sets: one with comments for the build, one without for run time. */
export const images = (): void => {
  const folder = mkdtempSync(join(gen, 'image-'))
  const file = join(folder, 'image.binpb')
  buf('build', '-o', file)
  writeIfChanged(image, readFileSync(file))
  buf('build', '--exclude-source-info', '-o', file)
  writeIfChanged(runtimeImage, readFileSync(file))
  rmSync(folder, { recursive: true })
}
