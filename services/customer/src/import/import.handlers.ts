import type { CustomerDeps } from '../service'
import { cancelImport } from './cancelImport'
import { downloadErrorFile } from './downloadErrorFile'
import { downloadTemplate } from './downloadTemplate'
import { getImport } from './getImport'
import { listImports } from './listImports'
import { startImport } from './startImport'
import { uploadImport } from './uploadImport'

/** Handlers of ImportService. */
export const importHandlers = (deps: CustomerDeps) => ({
  uploadImport: uploadImport(deps),
  listImports: listImports(deps),
  getImport: getImport(deps),
  startImport: startImport(deps),
  cancelImport: cancelImport(deps),
  downloadErrorFile: downloadErrorFile(deps),
  downloadTemplate: downloadTemplate(),
})
