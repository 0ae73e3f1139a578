import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, writeIfChanged } from './files'
import { gen } from './paths'

interface Step {
  name: string
  /** Files and folders that the step reads. */
  inputs: string[]
  /** Files and folders that must be there for the step to be skipped. */
  outputs: string[]
  run: () => Promise<void> | void
  /** Folder that remembers the inputs of the last run of each step. */
  stamps?: string
}

const stampOf = (inputs: string[]): string => {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesBelow)) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Runs a step of the build unless its inputs are those of its last run and its outputs are still there. */
export const step = async ({ name, inputs, outputs, run, stamps = join(gen, 'stamps') }: Step): Promise<void> => {
  const stampFile = join(stamps, name)
  const stamp = stampOf(inputs)
  const upToDate = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && outputs.every(existsSync)
  if (upToDate) return
  await run()
  writeIfChanged(stampFile, stamp)
}
