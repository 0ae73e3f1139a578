const { createTransformer } = require('@swc/jest')

// Compiles as all tests do, but one file of the sources without the check that MUTANT names. Nothing is written to disk.
const { file, start, end, instead } = JSON.parse(process.env.MUTANT)

const mutated = (source, path) =>
  path.endsWith(`/${file}`) ? source.slice(0, start) + instead + source.slice(end) : source

module.exports = {
  createTransformer: (options) => {
    const swc = createTransformer(options)
    return {
      ...swc,
      process: (source, path, more) => swc.process(mutated(source, path), path, more),
      getCacheKey: (source, path, more) => swc.getCacheKey(mutated(source, path), path, more),
    }
  },
}
