import { expect, it } from 'vitest'
import { summarise } from '../../../electron/core/attempts/progress.ts'
import { loadPackFrom } from '../../../electron/core/packs/load-pack.ts'
import { FolderFiles } from '../../../electron/core/packs/pack-files.ts'
import { verdict } from '../../support/scripted-core.ts'
import { PackFolder } from '../packs/pack-fixture.ts'

it('a lab says which version of its pack its verdicts were made with, else with which it was begun', () => {
  using folder = new PackFolder().writeTea()
  const [lab] = loadPackFrom(new FolderFiles(`${folder.path}/tea`)).labs
  if (!lab) throw new Error('no lab')
  const attempt = { id: 'a', lab: 'brew', packVersion: '0.8.0', startedWallMs: 0, step: 'one' }
  expect(summarise(lab, attempt, [verdict('brewed', { packVersion: '0.9.0' })]).progress.packVersion).toBe('0.9.0')
  expect(summarise(lab, attempt, []).progress.packVersion).toBe('0.8.0')
  expect(summarise(lab, undefined, []).progress.packVersion).toBeUndefined()
})
