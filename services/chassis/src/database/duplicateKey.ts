/** Name of the unique index that a statement broke, or undefined when `error` is something else (MySQL errno 1062; MySQL writes `table.index`, MariaDB `index`). */
export const duplicateKeyOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  const { errno, message, original } = error as { errno?: number; message?: string; original?: unknown }
  if (original) return duplicateKeyOf(original)
  if (errno !== 1062) return undefined
  return /for key '(?:[^'.]+\.)?([^']+)'/.exec(message ?? '')?.[1] ?? ''
}
