import { reasonText, type ImportReason, type ReasonParams } from './reasons'

/** Why a whole file cannot be imported; `reasonText` tells it in the user's language. */
export class ImportFileError extends Error {
  readonly reason: ImportReason
  readonly params: ReasonParams

  constructor(reason: ImportReason, params: ReasonParams = {}, options?: ErrorOptions) {
    super(`${reason}: ${reasonText(reason, params, 'en')}`, options)
    this.name = 'ImportFileError'
    this.reason = reason
    this.params = params
  }
}

/** Wraps what a parser threw; an ImportFileError stays as it is. */
export const asImportFileError = (error: unknown, reason: ImportReason = 'import_file_unreadable'): ImportFileError =>
  error instanceof ImportFileError ? error : new ImportFileError(reason, {}, { cause: error })
