import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { installationCertificate } from '../../../electron/core/certificate/installation-certificate.ts'
import { lockFolder } from '../../../electron/core/store/folder-lock.ts'
import { StoreUnavailable, openStore } from '../../../electron/core/store/store.ts'
import { START, temporaryFolder } from './records.ts'

const NOBODY = 65_534

/** Goes on as a user who may not write everywhere, if the tests run as root. */
function asNobody(...paths: string[]): void {
  if (process.getuid?.() !== 0) return
  for (const path of paths) chownSync(path, NOBODY, NOBODY)
  process.seteuid?.(NOBODY)
  onTestFinished(() => void process.seteuid?.(0))
}

function refusal(folder: string): string {
  try {
    openStore(folder)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.message
    throw error
  }
  throw new Error('the store opened')
}

describe('a place where attempts cannot be kept', () => {
  it('below a file is refused in words: what, where and how to mend it', () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, 'x')
    for (const folder of [file, join(file, 'below')]) {
      const message = refusal(folder)
      expect(message).toBe(`There is no place to keep your attempts: ${file} is a file, where a folder should be. Move it away, or name another data folder with --data.`)
      expect(() => lockFolder(folder)).toThrow(new StoreUnavailable(message))
      expect(() => installationCertificate(folder)).toThrow(`The certificate for TLS cannot be kept: ${file} is a file, where a folder should be. Move it away`)
    }
  })

  it.runIf(process.platform === 'linux')('where no folder can be made is refused', () => {
    expect(refusal('/proc/lab501')).toContain('/proc/lab501')
  })

  it('with a folder in the place of the file is refused', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'lab501.sqlite'))
    expect(refusal(folder)).toContain('EISDIR')
    expect(readdirSync(folder)).toEqual(['lab501.sqlite'])
  })

  it('with a dangling link into nowhere in the place of the file is refused', () => {
    const folder = temporaryFolder()
    symlinkSync(join(folder, 'nowhere', 'lab501.sqlite'), join(folder, 'lab501.sqlite'))
    expect(refusal(folder)).toContain('ENOENT')
  })

  it('with a file that may only be read is refused at once, not at the first save', () => {
    const folder = temporaryFolder()
    using store = openStore(folder)
    store.beginAttempt(START)
    chmodSync(store.file, 0o400)
    asNobody(folder, store.file)
    expect(refusal(folder)).toContain('EACCES')
  })

  it('in a folder that may only be read is refused', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    asNobody(folder)
    expect(refusal(folder)).toContain('EACCES')
    expect(refusal(join(folder, 'below'))).toContain('EACCES')
  })

  it('that holds a sound file but takes no log beside it is refused', () => {
    const folder = temporaryFolder()
    openStore(folder)[Symbol.dispose]()
    chmodSync(folder, 0o500)
    asNobody(folder, join(folder, 'lab501.sqlite'))
    expect(refusal(folder)).toMatch(/cannot be (opened|written)/)
  })
})
