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

/**
 * What to throw for an error met while reading a file: a fault of the machine (it names a system call) and an
 * ImportFileError stay as they are, everything else means that the file is damaged.
 */
export const damaged = (error: unknown): unknown =>
  error instanceof ImportFileError || (typeof error === 'object' && error !== null && 'syscall' in error)
    ? error
    : new ImportFileError('import_file_unreadable', {}, { cause: error })
