// What was collected stays with the class: when somebody begins anew, and when the collector is stopped.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Collected } from '../../../electron/core/collector/collected.ts'
import { CollectorDesk } from '../../../electron/core/collector/collector-desk.ts'
import { ClassDesk } from '../../../electron/core/results/class-desk.ts'
import { LAB } from '../results/workshop.ts'
import { temporaryFolder } from '../store/records.ts'
import { codeOf, handOver, learner } from './learner.ts'

it('is of the class again after it began anew, can be read when the collector is off, and is gone once it begins anew without one', async () => {
  using one = new ClassDesk({ labs: () => [LAB], onChanged: () => undefined })
  await using desk = new CollectorDesk({ labs: () => [], dataFolder: temporaryFolder(), take: (file, bytes) => one.take(file, bytes), onChanged: () => undefined, log: line => { throw new Error(line) } })
  const begun = await desk.start('127.0.0.1:0', false)
  const code = codeOf(begun.running?.codes[0]?.code ?? '')
  const people = [await learner('Ada'), await learner('Grace')]
  for (const { bytes, privateKey } of people) expect(await handOver(code, bytes, privateKey)).toEqual({ outcome: 'done' })
  const learners = async () => (await one.view()).learners
  await expect.poll(learners).toBe(2)
  one.forget()
  expect(await learners()).toBe(0)
  desk.forget()
  await expect.poll(learners).toBe(2)

  expect((await desk.stop()).given).toBe(2)
  const files = desk.files()
  expect(files).toHaveLength(2)
  const told = await Promise.all(files.map(async (file, nth) => {
    const bytes = await desk.read(file)
    return bytes && one.statements(bytes, nth === 0)
  }))
  expect(told.map(each => each && 'lines' in each && each.lines !== '')).toEqual([true, true])
  expect(await desk.read('../installation.key')).toBeUndefined()
  one.forget()
  desk.forget()
  expect([desk.view().given, desk.files(), await learners()]).toEqual([0, [], 0])
})

it('in the page, says of a folder that cannot be had what helps there, and no option of a command', async () => {
  const dataFolder = temporaryFolder()
  const folder = join(dataFolder, 'collected')
  await using desk = new CollectorDesk({ labs: () => [], dataFolder, take: () => undefined as never, onChanged: () => undefined, log: line => { throw new Error(line) } })
  {
    using _ = await Collected.open(folder)
    await expect(desk.start('127.0.0.1:0', false)).rejects.toThrow(`Another collector keeps its results in this folder: ${folder}. Stop it first: it was started with "lab501 collect" in a terminal.`)
  }
  rmSync(folder, { recursive: true })
  writeFileSync(folder, '')
  await expect(desk.start('127.0.0.1:0', false)).rejects.toMatchObject({ message: `There is no place to keep results: ${folder} is a file, where a folder should be. Move it away, then start again.` })
  rmSync(folder)
  expect((await desk.start('127.0.0.1:0', false)).running).toBeDefined()
})
