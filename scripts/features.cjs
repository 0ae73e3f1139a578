const { readdirSync } = require('node:fs')
const { basename, join } = require('node:path')

const root = join(__dirname, '..')

const folders = (path) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['dist', 'node_modules'].includes(entry.name))
    .map(({ name }) => `${path}/${name}`)

/**
 * Folders of the services' features: those with a table of their own. A folder without one holds values or use cases
 * over several features.
 */
const features = folders('services')
  .filter((service) => service !== 'services/chassis')
  .flatMap((service) => folders(service).filter((path) => path.endsWith('/src')))
  .flatMap(folders)
  .filter((path) => readdirSync(join(root, path)).some((file) => file.endsWith('Model.ts')))

/** The file of each feature that holds its rules: pure functions. */
const rules = features.map((path) => `${path}/${basename(path)}.ts`)

module.exports = { features, rules }
