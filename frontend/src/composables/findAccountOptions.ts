import { search } from '@/api/search'
import type { SelectOption } from '@/ui/selectOption'

const most = 20

/** Finds customers by words, for a field in which one is chosen. */
export const findAccountOptions = async (words: string): Promise<SelectOption[]> => {
  const { hits } = await search(words, most)
  return hits.filter(({ kind }) => kind === 'ACCOUNT').map(({ id, name }) => ({ value: id, label: name }))
}
