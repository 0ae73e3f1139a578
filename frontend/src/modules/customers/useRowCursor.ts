import { computed, ref, type Ref } from 'vue'

/** Which row of a list the keyboard stands on: `j` goes down, `k` up. */
export const useRowCursor = <Row extends { id: string }>(rows: Ref<Row[]>) => {
  const currentId = ref('')
  const current = computed(() => rows.value.find(({ id }) => id === currentId.value))
  const move = (by: 1 | -1): Row | undefined => {
    const at = rows.value.findIndex(({ id }) => id === currentId.value)
    const next = rows.value[at < 0 ? 0 : Math.min(rows.value.length - 1, Math.max(0, at + by))]
    currentId.value = next?.id ?? ''
    return next
  }
  return { currentId, current, move }
}
