import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { contract } from '../../src/contract'
import { root } from '../paths'
import { openApiDocument } from './document'

/** Version of the API: that of the package. */
const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''
}

/** The API description as text, formatted like the rest of the repository. */
export const openApiText = (): Promise<string> =>
  format(JSON.stringify(openApiDocument(contract(), version())), { parser: 'json', printWidth: 120 })
