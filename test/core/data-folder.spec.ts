import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../electron/core/data-folder.ts'

const at = (platform: NodeJS.Platform, env: Record<string, string> = {}, option?: string) =>
  dataFolder({ option, platform, env, home: platform === 'win32' ? 'C:\\Users\\a' : '/home/a', cwd: platform === 'win32' ? 'C:\\here' : '/here' })

describe('the data folder', () => {
  it('is where the platform keeps the data of programs', () => {
    expect(at('linux')).toBe('/home/a/.local/share/lab501')
    expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/lab501')
    expect(at('darwin')).toBe('/home/a/Library/Application Support/Lab 501')
    expect(at('win32', { APPDATA: 'C:\\Roaming' })).toBe('C:\\Roaming\\Lab 501')
    expect(at('win32')).toBe('C:\\Users\\a\\AppData\\Roaming\\Lab 501')
  })

  it('ignores a relative XDG_DATA_HOME, as its specification says', () => {
    expect(at('linux', { XDG_DATA_HOME: 'data' })).toBe('/home/a/.local/share/lab501')
  })

  it('is what --data says, else what LAB501_DATA says, from where the program was started', () => {
    expect(at('linux', { LAB501_DATA: '/env', XDG_DATA_HOME: '/data' }, 'mine')).toBe('/here/mine')
    expect(at('linux', { LAB501_DATA: '/env', XDG_DATA_HOME: '/data' })).toBe('/env')
    expect(at('win32', {}, 'mine')).toBe('C:\\here\\mine')
  })
})
