import type { Import } from '@/api/types'
import type { Tone } from '@/ui/tone'

/** How the states of an import look. */
export const importTone: Record<Import['state'], Tone> = {
  STATE_UNSPECIFIED: 'neutral',
  UPLOADED: 'info',
  RUNNING: 'warning',
  COMPLETED: 'success',
  COMPLETED_WITH_ERRORS: 'warning',
  FAILED: 'danger',
  CANCELLED: 'neutral',
}

/** True once nothing more will happen. */
export const isFinished = ({ state }: Import): boolean => state !== 'UPLOADED' && state !== 'RUNNING'

/** Share of the rows that were read, 0 to 100; 0 while their number is not known. */
export const progressOf = ({ totalRows, processedRows }: Import): number =>
  totalRows > 0 ? (processedRows / totalRows) * 100 : 0
