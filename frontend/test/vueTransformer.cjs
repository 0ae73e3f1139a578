const { createHash } = require('node:crypto')

const { compileScript, parse } = require('@vue/compiler-sfc')
const { transformSync } = require('@swc/core')

/** Compiles a single-file component with `<script setup lang="ts">` to CommonJS, its template inlined; styles are left out. */
const process = (source, filename) => {
  const { descriptor, errors } = parse(source, { filename, sourceMap: false })
  if (errors.length > 0) throw errors[0]
  const id = createHash('sha1').update(filename).digest('hex').slice(0, 8)
  const { content } = compileScript(descriptor, { id, inlineTemplate: true, sourceMap: false })
  return transformSync(content, {
    filename,
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  })
}

module.exports = { process: (source, filename) => ({ code: process(source, filename).code }) }
