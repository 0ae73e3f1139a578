const CANDIDATES = [',', ';', '\t'] as const
const ASSUMED = ','

/** The first line that some spreadsheets write to name the delimiter; they do not show it as a row. */
const DECLARATION = /^sep=([,;\t])\r?\n/i

/**
 * The delimiter of a CSV text by its beginning: what it declares in a `sep=` line, else what stands most often in its
 * first line with text.
 */
export const detectDelimiter = (head: string): { delimiter: string; declarationLength: number } => {
  const declared = DECLARATION.exec(head)
  if (declared?.[1]) return { delimiter: declared[1], declarationLength: declared[0].length }
  const counts = countOutsideQuotes(head)
  const delimiter = CANDIDATES.reduce<string>(
    (best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best),
    ASSUMED,
  )
  return { delimiter, declarationLength: 0 }
}

const countOutsideQuotes = (head: string): Map<string, number> => {
  const counts = new Map<string, number>()
  let quoted = false
  let hasText = false
  for (const letter of head) {
    if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === '\n' || letter === '\r') && hasText) break
    else if (!quoted) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    hasText ||= !/\s/.test(letter)
  }
  return counts
}
