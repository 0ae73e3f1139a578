import type { Session } from './session'

type Answer<K extends string, T> = Record<K, T[]> & { nextPageToken: string }

/**
 * All entries of a list, page by page.
 * @param field name of the list in the answer
 */
export const everyPage = async <T, K extends string = string>(
  session: Session,
  path: string,
  field: K,
  parameters: Record<string, string> = {},
): Promise<T[]> => {
  const found: T[] = []
  for (let pageToken = ''; ;) {
    const query = new URLSearchParams({ ...parameters, pageSize: '200', ...(pageToken && { pageToken }) })
    const answer = await session.get<Answer<K, T>>(`${path}?${query.toString()}`)
    found.push(...answer[field])
    pageToken = answer.nextPageToken
    if (!pageToken) return found
  }
}
