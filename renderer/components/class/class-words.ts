// How a class is told of: what is in a cell in one sentence, and shares as per cents.
import type { ClassCell } from '../../../electron/model/class-view.ts'
import { useAllWords } from '../../composables/useAllWords.ts'

export function useClassWords() {
  const { t, number } = useAllWords()
  const minutes = (ms: number): string => t('class.minutes', { count: number(Math.round(ms / 60_000)) })
  const placeSays = ({ isDone, isStuck, stuck: title, stuckAt: nth }: ClassCell): string => {
    if (isDone) return t('class.cell-done')
    if (title === undefined) return t('class.cell-begun')
    if (nth === undefined) return t(isStuck ? 'class.cell-stuck-in' : 'class.cell-at-in', { title })
    return t(isStuck ? 'class.cell-stuck' : 'class.cell-at', { nth, title })
  }
  /** Everything that a cell shows, and what it has no room for. */
  const cellSays = (cell: ClassCell): string => [
    t('class.cell-points', { earned: cell.earned, points: cell.points, met: cell.met, required: cell.required }),
    placeSays(cell),
    ...(cell.missed > 0 ? [t('class.cell-missed', { count: cell.missed }, cell.missed)] : []),
    ...(cell.hints > 0 ? [t('result.hints', { count: cell.hints }, cell.hints)] : []),
    minutes(cell.workedMs),
    ...(cell.tries > 1 ? [t('class.cell-tries', { count: cell.tries })] : []),
    ...(cell.ways > 1 ? [t('class.cell-ways', { count: cell.ways })] : []),
    ...(cell.claimed === undefined ? [] : [t(`class.claimed-${cell.claimed}`)]),
  ].join('. ')
  const percent = (share: number): string => t('class.percent', { count: number(Math.round(share * 100)) })
  return { minutes, cellSays, percent }
}

/** @returns which of the three a cell is, for its shape */
export function outcomeOf({ isDone, isStuck }: ClassCell): 'met' | 'missed' | 'not-yet' {
  return isDone ? 'met' : isStuck ? 'missed' : 'not-yet'
}
