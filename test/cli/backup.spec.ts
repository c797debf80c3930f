// `lab501 backup` and `restore` as programs of their own: what they say, and how they end.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installationKey } from '../../electron/core/results/installation-key.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { unseal } from '../support/backups.ts'
import { teaArchive } from '../core/packs/archive/archive-fixture.ts'
import { START } from '../core/store/records.ts'
import { lab501 } from './lab501.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const here = join(folder, 'here')
let key = ''
beforeAll(() => {
  mkdirSync(join(here, 'packs'), { recursive: true })
  writeFileSync(join(here, 'packs', 'tea.labpack'), teaArchive('1.2.0').bytes)
  key = installationKey(here).key
  using store = openStore(here)
  store.beginAttempt(START)
  store.keepRequest({ id: 'r1', name: 'Tea', draft: { kind: 'raw', bytes: '' }, savedWallMs: 1 })
})
const run = (...args: readonly string[]) => lab501([...args], folder)

it('says what is in a backup, that it is secret, and what became of each part of it where it is restored', async () => {
  const made = await run('backup', 'a.lab501-backup', '--data', here)
  expect([made.code, made.err]).toEqual([0, ''])
  expect(made.out).toMatch(/^a[.]lab501-backup: secret[.] Whoever has it can sign results as you, and can read all that you captured/)
  for (const part of ['1 attempts at labs', '0 benches', '1 saved requests', 'the pack tea 1.2.0', 'the private key that results are signed with']) expect(made.out).toContain(part)
  const there = join(folder, 'there')
  expect((await run('restore', 'a.lab501-backup', '--show', '--data', there)).out).toBe(made.out)
  const first = await run('restore', 'a.lab501-backup', '--data', there)
  expect(first.code).toBe(0)
  expect(first.out).toContain('a.lab501-backup: 1 attempts added')
  expect(first.out).toContain('the pack tea 1.2.0: added')
  expect(first.out).toContain(`the key ${key}: results that are made here are signed with it from now on`)
  expect(installationKey(there).key).toBe(key)
  const again = JSON.parse((await run('restore', 'a.lab501-backup', '--data', there, '--json')).out) as object
  expect(again).toMatchObject({ added: 0, same: 1, packs: [{ pack: 'tea 1.2.0', outcome: 'same' }], key: { outcome: 'same', key } })
  const own = join(folder, 'own')
  const signer = (mkdirSync(own), installationKey(own).key)
  expect((await run('restore', 'a.lab501-backup', '--data', own)).out).toContain(`the key ${key}: not taken, since this machine has its own (${signer}) and keeps it`)
})

it('leaves the key out where that is wanted, and names what is refused with exit code 1', async () => {
  const made = await run('backup', 'b.lab501-backup', '--without-key', '--data', here)
  expect(made.out).toMatch(/secret[.] Whoever has it can read all/)
  expect(made.out).toContain('no key: whoever restores it goes on with a key of their own')
  expect(readFileSync(join(folder, 'b.lab501-backup'), 'latin1')).not.toContain('PRIVATE KEY')
  {
    using db = new DatabaseSync(join(folder, 'b.lab501-backup'))
    db.exec("update carried set name = '../tea.labpack' where kind = 'pack'")
  }
  const changed = await run('restore', 'b.lab501-backup', '--data', join(folder, 'unchanged'))
  expect([changed.code, changed.out]).toEqual([2, ''])
  expect(changed.err).toContain('This backup is not as it was written: b.lab501-backup. Some of it was changed or is missing since, so nothing of it was taken.')
  unseal(join(folder, 'b.lab501-backup'))
  const refused = await run('restore', 'b.lab501-backup', '--data', join(folder, 'fresh'))
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('no digest, since an earlier Lab 501 made it')
  expect(refused.out).toContain('the pack tea 1.2.0: refused, "../tea.labpack": the name leads out of the folder')
  expect(refused.out).toContain('1 attempts added')
})
