// The results of a class: the files that were opened, what the core says of them, the learners in sight, and another workshop to compare with.
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { MOST_CLASS_ROWS, type ClassExample, type ClassForm, type ClassOrder, type ClassRows, type ClassSide, type ClassStanding, type ClassView } from '../../electron/model/class-view.ts'
import { useCore } from '../bridge/use-core.ts'
import { useAttempt } from './attempt.ts'
import { exported, handOver, namedApart, type ResultFile } from './class-files.ts'
import { coalesce } from './coalesce.ts'
import { paced } from './paced.ts'
import { useTrying } from './trying.ts'
import { useViewer } from './viewer.ts'

/** Results that came over the network are with the core, under the names of their digests. */
const COLLECTED = /^[0-9a-f]{64}\.lab501-result$/
/** Learners on one page of the table. */
export const ROWS_ON_A_PAGE = 100

/** While files are read, learners are asked for and drawn no more often: all of it at each change held up whoever types. */
const LOADED_EVERY_MS = 2_000
/** How far it is, is told no more often. */
const TOLD_EVERY_MS = 250

/** How far the files are that are being read, or that were. */
export interface Progress { readonly side: ClassSide; readonly what: 'files' | 'statements'; readonly done: number; readonly of: number; readonly isRunning: boolean }

export const useClassResults = defineStore('class-results', () => {
  const core = useCore()
  const attempt = useAttempt()
  const viewer = useViewer()
  const views = shallowReactive<Partial<Record<ClassSide, ClassView>>>({})
  /** By name, for as long as this page is open. */
  const files = { now: new Map<string, ResultFile>(), before: new Map<string, ResultFile>() }
  const known = shallowReactive({ now: 0, before: 0 })
  const progress = shallowRef<Progress>()
  const { fault, tried } = useTrying()
  /** Files that the browser could not read. */
  const unread = shallowRef<readonly string[]>([])
  /** `asked`: which ones, and in which order. */
  const rows = shallowRef<ClassRows & { readonly asked: string }>()
  const tab = ref<'learners' | 'expectations' | 'compare'>('learners')
  const order = ref<ClassOrder>('help')
  const byLab = ref<string>()
  const find = ref('')
  const page = ref(0)
  const chosen = shallowRef<{ readonly key: string; readonly name: string; readonly lab: string; readonly standing: ClassStanding }>()
  const isRunning = computed(() => progress.value?.isRunning ?? false)
  let isStopped = false

  const loadRows = coalesce(async () => {
    const asked = { side: 'now', from: page.value * ROWS_ON_A_PAGE, count: ROWS_ON_A_PAGE, order: order.value, find: find.value, ...(byLab.value !== undefined && { lab: byLab.value }) } as const
    rows.value = { ...keeping(rows.value, await core.call('class.rows', asked)), asked: JSON.stringify(asked) }
    // There may be fewer than there were.
    if (page.value > 0 && rows.value.rows.length === 0) page.value = 0
  })
  const loadSide = {
    now: coalesce(async () => {
      views.now = await core.call('class.view', { side: 'now' })
      await loadRows()
    }),
    before: coalesce(async () => { views.before = await core.call('class.view', { side: 'before' }) }),
  }
  const load = async () => void await Promise.all([loadSide.now(), loadSide.before()])

  /** Does something with each file, one after another, until it is stopped. */
  async function each<One>(side: ClassSide, what: Progress['what'], all: readonly One[], act: (file: One) => Promise<void>): Promise<void> {
    isStopped = false
    let done = 0
    let toldMs = performance.now()
    const tell = (running: boolean) => { progress.value = { side, what, done, of: all.length, isRunning: running } }
    tell(true)
    try {
      for (const one of all) {
        if (isStopped) break
        await act(one)
        done += 1
        if (performance.now() - toldMs < TOLD_EVERY_MS) continue
        toldMs = performance.now()
        tell(true)
      }
    } finally {
      tell(false)
    }
  }

  /** Adds files to those of one side. What was opened before changes nothing. */
  const open = (side: ClassSide, chosenFiles: readonly ResultFile[]) => tried(async () => {
    if (isRunning.value || chosenFiles.length === 0) return
    unread.value = []
    await each(side, 'files', chosenFiles, async chosenFile => {
      const one = namedApart(files[side], chosenFile)
      try {
        await handOver(one, side, part => core.call('class.take', part))
        files[side].set(one.name, one)
        known[side] = files[side].size
      } catch (error) {
        // One that is gone, or closed to this user, is no reason to leave the others.
        if (!(error instanceof DOMException)) throw error
        unread.value = [...unread.value, one.name]
      }
    }).finally(loadSide[side])
  })

  const forget = (side: ClassSide) => tried(async () => {
    files[side].clear()
    known[side] = 0
    if (side === 'now') {
      leave()
      byLab.value = undefined
    }
    progress.value = undefined
    await core.call('class.forget', { side })
    await loadSide[side]()
  })

  const arrange = (wanted: ClassOrder, lab?: string) => tried(async () => {
    order.value = wanted
    byLab.value = lab
    page.value = 0
    await loadRows()
  })
  const turn = (to: number) => tried(async () => {
    page.value = to
    await loadRows()
  })
  const look = (wanted: string) => tried(async () => {
    find.value = wanted
    page.value = 0
    await loadRows()
  })
  /** Who is chosen last is shown, whoever's answer comes last. */
  let latest = 0
  function leave(): void {
    latest += 1
    chosen.value = undefined
  }
  const choose = (key: string, name: string, lab: string) => tried(async () => {
    const mine = latest += 1
    const standing = await core.call('class.standing', { side: 'now', key, lab })
    if (mine === latest) chosen.value = { key, name, lab, standing }
  })

  /** Whether the page still has the file that carries it; after it was loaded again it has none. */
  const canShow = (file: string): boolean => (known.now > 0 && files.now.has(file)) || COLLECTED.test(file)

  /** Opens the capture with an exchange of somebody's at a bench. @returns whether it is open */
  async function show({ file, attempt: of, exchange }: Omit<ClassExample, 'learner' | 'exchange'> & { readonly exchange?: string }): Promise<boolean> {
    let isOpen = false
    await tried(async () => {
      const isWanted = attempt.wish()
      const found = files.now.get(file)
      const wanted = { attempt: of, ...(exchange !== undefined && { exchange }) }
      const shown = found ? await handOver(found, 'now', part => core.call('class.show', { ...part, ...wanted })) : await core.call('collector.show', { file, ...wanted })
      if (!isWanted()) return
      if (!shown.opened) throw new Error(shown.refusal)
      if (shown.exchange !== undefined) viewer.beginAt(shown.opened.attempt.id, shown.exchange)
      isOpen = await attempt.enter(Promise.resolve(shown.opened), isWanted)
    })
    return isOpen
  }

  /** @returns the first of all learners, by their names; as many as a report has room for */
  const everybody = async () => (await core.call('class.rows', { side: 'now', from: 0, count: MOST_CLASS_ROWS, order: 'name' })).rows

  const save = (form: ClassForm) => exported(core, 'now', form)

  /** The statements of every file that is here or was collected. @returns them as one JSON array, and what was left out with the reason */
  async function statements(): Promise<{ readonly text: Blob; readonly left: readonly string[] }> {
    const lines: string[] = []
    const left: string[] = []
    const refused = new Set(views.now?.refused.named.map(({ file }) => file))
    let isFirst = true
    const opened = [...files.now.values()].map(one => ({ name: one.name, tell: () => handOver(one, 'now', part => core.call('class.statements', { ...part, isFirst })) }))
    const collected = (await core.call('collector.files', {})).files.map(file => ({ name: file, tell: () => core.call('collector.statements', { file, isFirst }) }))
    await each('now', 'statements', [...opened, ...collected].filter(({ name }) => !refused.has(name)), async one => {
      const { lines: told, refusal } = await one.tell()
      isFirst = false
      if (told) lines.push(`${lines.length === 0 ? '' : ',\n'}${told.trimEnd().replaceAll('\n', ',\n')}`)
      if (refusal !== undefined) left.push(`${one.name}: ${refusal}`)
    })
    return { text: new Blob(['[\n', ...lines, '\n]\n'], { type: 'application/json' }), left }
  }

  /** `open` loads once more when all files are over. */
  const pauseMs = () => (isRunning.value ? LOADED_EVERY_MS : 0)
  const changed = { now: paced(loadSide.now, pauseMs), before: paced(loadSide.before, pauseMs) }
  core.on('class.changed', ({ side }) => changed[side]())
  core.onReopened(() => void load().catch(() => undefined))

  return { views, known, progress, isRunning, fault, unread, rows, tab, order, byLab, find, page, chosen, load: () => tried(load), open, stop: () => { isStopped = true }, forget, arrange, turn, look, choose, leave, canShow, show, everybody, save, statements }
})

/** @returns the rows as they are now; one that is as it was before is the same object, and is not drawn anew */
function keeping(before: ClassRows | undefined, now: ClassRows): ClassRows {
  const known = new Map(before?.rows.map(row => [row.key, row]))
  return {
    ...now, rows: now.rows.map(row => {
      const same = known.get(row.key)
      return same && JSON.stringify(same) === JSON.stringify(row) ? same : row
    }),
  }
}
