import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { baseline, gen, image, openapi, root } from './paths'
import { buf, packageFile, runNode } from './run'

/** Text of the API description as git would commit it; as it lies on the disk where there is no git. */
const committedOpenApi = (): string => {
  const { status, stdout } = spawnSync('git', ['show', `:./${relative(root, openapi)}`], {
    cwd: root,
    encoding: 'utf8',
  })
  return status === 0 ? stdout : readFileSync(openapi, 'utf8')
}

/** Fails when the API changed and the description that shows it in review was not committed along. */
const checkOpenApi = async (): Promise<void> => {
  // Loaded only now: it reads the generated code.
  const { openApiText } = await import('./openapi/write.js')
  if (committedOpenApi() === (await openApiText())) return
  throw new Error('proto/openapi.json is not what the contract says: build the package and add the file to the commit')
}

/** Checks the contract without changing a file: style, format, compatibility with the last release, API description. */
const check = async (): Promise<void> => {
  if (!existsSync(image)) throw new Error(`${relative(root, gen)} is missing: build the package first`)
  buf('lint')
  buf('format', '--diff', '--exit-code', '--path', 'rapport')
  buf('breaking', '--against', baseline, '--path', 'rapport')
  await checkOpenApi()
  runNode(packageFile('@redocly/cli', 'bin/cli.js'), ['lint', '--format=checkstyle', openapi])
}

void check()
