import { describe, expect, it } from 'vitest'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { packsFinding } from '../../electron/cli/health/house.ts'
import { browserFinding, electronFinding, nodeFinding } from '../../electron/cli/health/machine.ts'
import { proxyFinding } from '../../electron/core/seat/surroundings.ts'

describe('the doctor', () => {
  it('asks for Node 22.19', () => {
    expect(['20.19.0', '22.18.9', '22.19.0', '24.21.0'].map(version => nodeFinding(version).ok)).toEqual([false, false, true, true])
  })

  it.each([
    [{}, true], [{ http_proxy: 'http://p:3128' }, false], [{ HTTP_PROXY: 'http://p', no_proxy: 'localhost,127.0.0.1' }, false],
    [{ ALL_PROXY: 'socks5://p', NO_PROXY: 'localhost, 127.0.0.1, [::1]' }, true], [{ http_proxy: 'http://p', no_proxy: '*' }, true], [{ https_proxy: 'http://p' }, true],
  ])('sees whether %j would catch a request for a lab', (env: Record<string, string>, ok) => expect(proxyFinding(env).ok).toBe(ok))

  it('names what the proxy would catch, and the mend', () => {
    expect(proxyFinding({ http_proxy: 'p', no_proxy: 'localhost' })).toEqual({
      id: 'proxy', ok: false, needed: false, what: "http_proxy would send a client's requests for 127.0.0.1, ::1 to a proxy",
      mend: "Set no_proxy=localhost,127.0.0.1,::1 where you run your own client, or use curl --noproxy '*'",
    })
  })

  it('finds the app usable without Electron and without a test browser', () => {
    const machine = { platform: 'linux', env: { PATH: '' }, uid: 1000 } as const
    expect([electronFinding('/nowhere', machine), browserFinding(machine)].map(({ ok, needed }) => [ok, needed])).toEqual([[false, false], [false, false]])
  })

  it('cannot do without a lab', () => {
    expect(packsFinding(['/nowhere'])).toMatchObject({ ok: false, needed: true })
    expect(packsFinding([`${PROJECT}/labs`])).toMatchObject({ needed: false })
  })
})
