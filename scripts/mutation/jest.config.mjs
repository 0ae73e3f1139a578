import { resolve } from 'node:path'
import base from '../../jest.config.mjs'

const rootDir = resolve(import.meta.dirname, '../..')
const transform = resolve(import.meta.dirname, 'transform.cjs')

/** The tests as always, but compiled with one check taken out. */
export default {
  ...base,
  rootDir,
  projects: base.projects
    .filter((project) => typeof project === 'object')
    .map((project) => ({
      ...project,
      rootDir: resolve(rootDir, project.rootDir),
      transform: Object.fromEntries(
        Object.entries(project.transform).map(([pattern, [, options]]) => [pattern, [transform, options]]),
      ),
    })),
}
