import { useLocalStorage } from '@vueuse/core'
import { computed, type Ref } from 'vue'

interface Column {
  id: string
  width: number
  shown: boolean
}

interface Choice {
  order: string[]
  hidden: string[]
  /** Columns that are hidden at first and were switched on. */
  added: string[]
  widths: Record<string, number>
}

const untouched = (): Choice => ({ order: [], hidden: [], added: [], widths: {} })
const least = 64
const most = 640

/** Columns in the chosen order; those that the choice does not know keep their place at the end. */
const inOrder = <C extends { id: string }>(columns: readonly C[], order: readonly string[]): C[] => {
  const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...columns].sort((a, b) => place(a.id) - place(b.id))
}

/** Which columns a list shows, in which order and how wide, as chosen on this device. The first column always stays first. */
export const useColumns = <C extends Column>(list: string, definitions: Ref<C[]>) => {
  const choice = useLocalStorage<Choice>(`rapport.columns.${list}`, untouched, { mergeDefaults: true })

  const all = computed(() => {
    const [first, ...others] = definitions.value
    const ordered = first ? [first, ...inOrder(others, choice.value.order)] : []
    return ordered.map((column) => ({ ...column, width: choice.value.widths[column.id] ?? column.width }))
  })
  const isShown = ({ id, shown }: C): boolean =>
    shown ? !choice.value.hidden.includes(id) : choice.value.added.includes(id)
  const columns = computed(() => all.value.filter((column, index) => index === 0 || isShown(column)))

  const without = (ids: string[], id: string): string[] => ids.filter((each) => each !== id)
  const show = (column: C, on: boolean): void => {
    const { hidden, added } = choice.value
    const rest = { hidden: without(hidden, column.id), added: without(added, column.id) }
    if (on && !column.shown) rest.added.push(column.id)
    if (!on && column.shown) rest.hidden.push(column.id)
    choice.value = { ...choice.value, ...rest }
  }
  const move = (id: string, by: 1 | -1): void => {
    const ids = all.value.slice(1).map((column) => column.id)
    const from = ids.indexOf(id)
    const to = from + by
    if (from < 0 || to < 0 || to >= ids.length) return
    ids.splice(to, 0, ...ids.splice(from, 1))
    choice.value = { ...choice.value, order: ids }
  }
  const resize = (id: string, width: number): void => {
    const kept = Math.round(Math.min(most, Math.max(least, width)))
    choice.value = { ...choice.value, widths: { ...choice.value.widths, [id]: kept } }
  }
  const reset = (): void => {
    choice.value = untouched()
  }
  return { all, columns, isShown, show, move, resize, reset }
}
