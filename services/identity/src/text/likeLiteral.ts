/** The text with the wildcards of LIKE taken literally. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
