/** The query string of an address, without the question mark; empty when there is none. */
export const queryOf = (url: string): string => {
  const question = url.indexOf('?')
  return question < 0 ? '' : url.slice(question + 1)
}
