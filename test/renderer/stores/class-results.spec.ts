// @vitest-environment happy-dom
// Many files on their way to the core: in parts, one after another, stopped where somebody says so.
import { afterEach, expect, it, vi } from 'vitest'
import { watch } from 'vue'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { resultsAmong } from '../../../renderer/stores/class-files.ts'
import { useClassResults } from '../../../renderer/stores/class-results.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

const NONE = { files: 0, learners: 0, refused: { count: 0, named: [] }, shared: { count: 0, named: [] }, forked: { count: 0, named: [] }, labs: [] }
const LOOKED = { 'class.view': () => Promise.resolve(NONE), 'class.rows': () => Promise.resolve({ of: 0, rows: [] }) }
const fileOf = (name: string, octets = 3) => ({ name, file: new File([new Uint8Array(octets).fill(7)], name) })
afterEach(() => vi.restoreAllMocks())

it('a file goes in parts and in order, an empty one as it is', async () => {
  const parts: { name: string; octets: number; at: number; length: number }[] = []
  scriptedCore({ ...LOOKED, 'class.take': ({ name, octets, at, bytes }) => {
    parts.push({ name, octets, at, length: fromBase64(bytes).length })
    return Promise.resolve({})
  } })
  const results = useClassResults()
  await results.open('now', [fileOf('long', 2_500_000), fileOf('empty', 0)])
  expect(parts).toEqual([
    { name: 'long', octets: 2_500_000, at: 0, length: 1_000_000 }, { name: 'long', octets: 2_500_000, at: 1_000_000, length: 1_000_000 },
    { name: 'long', octets: 2_500_000, at: 2_000_000, length: 500_000 }, { name: 'empty', octets: 0, at: 0, length: 0 },
  ])
  expect(results.progress).toMatchObject({ done: 2, of: 2, isRunning: false })
  expect(results.canShow('long')).toBe(true)
})

it('two files of one name, as from two sticks, both stay; the same one opened again is the same; what was collected is told with them', async () => {
  const taken: string[] = []
  scriptedCore({
    ...LOOKED, 'class.take': ({ name }) => {
      taken.push(name)
      return Promise.resolve({})
    },
    'class.statements': ({ octets }) => Promise.resolve({ lines: `{"octets":${octets}}\n` }),
    'collector.files': () => Promise.resolve({ files: ['came.lab501-result', 'gone.lab501-result'] }),
    'collector.statements': ({ file, isFirst }) => Promise.resolve(file.startsWith('came') ? { lines: `{"octets":${isFirst ? -1 : 7}}\n` } : { refusal: 'it is not here' }),
  })
  const results = useClassResults()
  const long = `${'x'.repeat(1_200)}.lab501-result`
  const [ada, other, far, away] = [fileOf('ada.lab501-result', 3), fileOf('ada.lab501-result', 4), fileOf(long, 5), fileOf(long, 6)]
  await results.open('now', [ada, other, far, away, ada, other])
  expect(taken.slice(0, 2)).toEqual(['ada.lab501-result', 'ada.lab501-result (2)'])
  expect([new Set(taken).size, Math.max(...taken.map(name => name.length)) <= 1_000, results.canShow('ada.lab501-result (2)')]).toEqual([4, true, true])
  const { text, left } = await results.statements()
  expect([JSON.parse(await text.text()), left]).toEqual([[3, 4, 5, 6, 7].map(octets => ({ octets })), ['gone.lab501-result: it is not here']])
})

it('is stopped after the file that is on its way, and says how far it came', async () => {
  const { asked } = scriptedCore({ ...LOOKED, 'class.take': ({ name }) => {
    if (name === 'second') results.stop()
    return Promise.resolve({})
  } })
  const results = useClassResults()
  await results.open('now', ['first', 'second', 'third'].map(name => fileOf(name)))
  expect(asked.filter(({ name }) => name === 'class.take')).toHaveLength(2)
  expect(results.progress).toMatchObject({ done: 2, of: 3, isRunning: false })
})

it('what goes wrong on the way is told, and what was read before it stays', async () => {
  scriptedCore({ ...LOOKED, 'class.take': ({ name }) => (name === 'second' ? Promise.reject(new Error('the disk is gone')) : Promise.resolve({})) })
  const results = useClassResults()
  await results.open('now', ['first', 'second', 'third'].map(name => fileOf(name)))
  expect(results.fault).toBeTruthy()
  expect([results.progress?.done, results.isRunning, results.views.now]).toEqual([1, false, NONE])
})

it('a file that the browser cannot read is named, and the others are taken', async () => {
  const { asked } = scriptedCore({ ...LOOKED, 'class.take': () => Promise.resolve({}) })
  const results = useClassResults()
  const gone = fileOf('gone')
  vi.spyOn(gone.file, 'slice').mockImplementation(() => { throw new DOMException('it is not there', 'NotFoundError') })
  await results.open('now', [gone, fileOf('other')])
  expect(asked.filter(({ name }) => name === 'class.take')).toHaveLength(1)
  expect([results.unread, results.fault, results.canShow('gone'), results.canShow('other')]).toEqual([['gone'], undefined, false, true])
})

it('a learner who stands as before is the same object, so that only who moved on is drawn anew', async () => {
  const row = (key: string, earned: number) => ({ key, name: key, isShared: false, isForked: false, done: 0, stuck: 0, earned, points: 5, workedMs: 0, hints: 0, cells: [] })
  let earned = 1
  scriptedCore({ ...LOOKED, 'class.rows': () => Promise.resolve({ of: 2, rows: [row('ada', 1), row('alan', earned)] }) })
  const results = useClassResults()
  await results.load()
  const before = results.rows?.rows
  earned = 2
  await results.load()
  expect(results.rows?.rows.map((one, nth) => one === before?.[nth])).toEqual([true, false])
  expect(results.rows?.rows[1]?.earned).toBe(2)
})

it('while files are read, learners are asked for every two seconds at most, and once more when all are read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  try {
    let taken = 0
    const told: number[] = []
    const { announce, asked } = scriptedCore({
      'class.view': () => Promise.resolve({ ...NONE, files: taken }), 'class.rows': () => Promise.resolve({ of: taken, rows: [] }),
      // A tenth of a second each, with a change at each: as fast as no core tells them.
      'class.take': async () => {
        taken += 1
        announce('class.changed', { side: 'now' })
        await vi.advanceTimersByTimeAsync(100)
        return {}
      },
    })
    const results = useClassResults()
    const unwatch = watch(() => results.progress, progress => { told.push(progress?.done ?? -1) }, { flush: 'sync' })
    await results.open('now', Array.from({ length: 100 }, (_, nth) => fileOf(`${nth}`)))
    unwatch()
    const loads = asked.filter(({ name }) => name === 'class.rows').length
    expect([loads >= 3, loads <= 7]).toEqual([true, true])
    expect([results.views.now?.files, results.rows?.of, results.progress?.done]).toEqual([100, 100, 100])
    // The bar goes on more often, though not at each file.
    expect([told.length > 2 * loads, told.length < 50, told.at(-1)]).toEqual([true, true, 100])
  } finally {
    vi.useRealTimers()
  }
})

it('of a folder only results are taken, of what was named everything', () => {
  const inFolder = (path: string) => Object.defineProperty(new File([], path.replace(/.*\//, '')), 'webkitRelativePath', { value: path })
  expect(resultsAmong([inFolder('spring/a.lab501-result'), inFolder('spring/notes.txt'), inFolder('spring/._a.lab501-result')]).map(({ name }) => name)).toEqual(['spring/a.lab501-result'])
  expect(resultsAmong([Object.defineProperty(new File([], 'renamed.zip'), 'webkitRelativePath', { value: '' })]).map(({ name }) => name)).toEqual(['renamed.zip'])
})
