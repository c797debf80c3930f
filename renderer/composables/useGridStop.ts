// A grid is one tab stop; arrows, Home and End move within it.
import { nextTick, ref } from 'vue'

/** @param size rows and columns @param focus puts the focus where the stop is now */
export function useGridStop(size: () => readonly [rows: number, columns: number], focus: () => void) {
  const at = ref<readonly [row: number, column: number]>([0, 0])
  const isAt = (row: number, column: number): boolean => at.value[0] === row && at.value[1] === column

  async function onKey(event: KeyboardEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const [row, column] = at.value
    const [rows, columns] = size()
    const to = { ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], Home: [row, 0], End: [row, columns - 1] }[event.key]
    if (!to) return
    event.preventDefault()
    const [nextRow = 0, nextColumn = 0] = to
    at.value = [Math.min(Math.max(nextRow, 0), rows - 1), Math.min(Math.max(nextColumn, 0), columns - 1)]
    await nextTick()
    focus()
  }
  return { at, isAt, onKey }
}
