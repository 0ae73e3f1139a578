/** Drags the edge of a column to a width; a double click fits the column to its widest cell. */
export const useColumnResize = (resize: (id: string, width: number) => void) => {
  const start = (event: PointerEvent, id: string, width: number): void => {
    const from = event.clientX
    const follow = (move: PointerEvent): void => resize(id, width + move.clientX - from)
    const stop = (): void => {
      document.removeEventListener('pointermove', follow)
      document.removeEventListener('pointerup', stop)
    }
    document.addEventListener('pointermove', follow)
    document.addEventListener('pointerup', stop)
  }

  const fit = ({ target }: MouseEvent, id: string): void => {
    const header = target instanceof Element ? target.closest('th') : null
    const rows = header?.closest('table')?.rows
    if (!header || !rows) return
    const cells = [...rows].map((row) => row.cells.item(header.cellIndex))
    resize(id, Math.max(...cells.map((cell) => cell?.scrollWidth ?? 0)) + 12)
  }
  return { start, fit }
}
