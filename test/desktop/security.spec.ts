import { EventEmitter } from 'node:events'
import type { App, Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { lockApp, lockContents, lockSession, mayOpenOutside } from '../../electron/desktop/security.ts'
import { event, FakeContents } from './fake-contents.ts'

const PAGE = 'app://lab501/#/x'

describe('a link', () => {
  it.each(['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.2', 'HTTPS://example.org'])('%s may go to the browser', url => expect(mayOpenOutside(url)).toBe(true))
  it.each([
    'http://example.org', 'file:///etc/passwd', 'smb://host/share', 'ms-settings:', 'javascript:alert(1)', 'data:text/html,x', 'vscode://x', 'app://lab501/', 'https://user:pw@example.org',
    'not a url', '', '\\\\host\\share', 'ms-msdt:/id',
  ])('%s may not', url => expect(mayOpenOutside(url)).toBe(false))
})

describe('the page', () => {
  function locked() {
    const contents = new FakeContents()
    const outside: string[] = []
    lockContents(contents as unknown as WebContents, url => outside.push(url))
    const navigate = (name: string, url: string, isMainFrame = true) => {
      const details = event({ url, isMainFrame })
      contents.emit(name, details)
      return details.prevented ? 'prevented' : 'allowed'
    }
    return { contents, outside, navigate }
  }

  it('may load itself again and go nowhere else', () => {
    const { navigate, outside } = locked()
    for (const name of ['will-navigate', 'will-frame-navigate']) {
      expect([PAGE, 'app://lab501/', 'app://lab501/other.html', 'app://lab501.evil/', 'http://127.0.0.1:4501/', 'file:///etc/passwd', 'javascript:1'].map(url => navigate(name, url)))
        .toEqual(['allowed', 'allowed', 'prevented', 'prevented', 'prevented', 'prevented', 'prevented'])
    }
    expect(navigate('will-frame-navigate', PAGE, false)).toBe('prevented')
    expect(navigate('will-redirect', PAGE)).toBe('prevented')
    expect(outside).toEqual([])
  })

  it('has its https links opened outside, and no window', () => {
    const { navigate, outside, contents } = locked()
    expect(navigate('will-navigate', 'https://example.org/')).toBe('prevented')
    expect(['https://example.org/2', 'file:///etc/passwd', 'app://lab501/'].map(url => contents.openHandler?.({ url }))).toEqual(Array(3).fill({ action: 'deny' }))
    expect(outside).toEqual(['https://example.org/', 'https://example.org/2'])
  })

  it('attaches no webview', () => {
    const { contents } = locked()
    const attach = event({})
    contents.emit('will-attach-webview', attach)
    expect(attach.prevented).toBe(true)
  })
})

describe('the session', () => {
  /** Keeps the handlers that it is given, by the name of the method. */
  function locked() {
    const kept = new Map<string, (...args: never[]) => unknown>()
    const on = new EventEmitter()
    const keep = (name: string) => (handler: (...args: never[]) => unknown) => void kept.set(name, handler)
    let spelling = true
    lockSession({
      ...Object.fromEntries(['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'].map(name => [name, keep(name)])),
      setSpellCheckerEnabled: (is: boolean) => { spelling = is }, on: on.on.bind(on), webRequest: { onBeforeRequest: keep('onBeforeRequest') },
    } as unknown as Session)
    const call = (name: string, ...args: unknown[]) => kept.get(name)?.(...args as never[])
    return { call, on, spelling: () => spelling }
  }

  const ask = (permission: string, requestingUrl: string | undefined, isMainFrame = true) => {
    const { call } = locked()
    let granted: unknown
    call('setPermissionRequestHandler', null, permission, (is: boolean) => { granted = is }, { requestingUrl, isMainFrame })
    return [granted, call('setPermissionCheckHandler', null, permission, '', { requestingUrl, isMainFrame })]
  }

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fullscreen', 'openExternal', 'local-network-access', 'hid', 'fileSystem', 'unknown'])('grants no %s', permission => {
    expect(ask(permission, PAGE)).toEqual([false, false])
  })

  it('lets the page itself, and no other, copy text to the clipboard', () => {
    expect(ask('clipboard-sanitized-write', PAGE)).toEqual([true, true])
    expect(ask('clipboard-sanitized-write', PAGE, false)).toEqual([false, false])
    expect(ask('clipboard-sanitized-write', 'https://evil.example/')).toEqual([false, false])
  })

  it('hands out no device and no screen, and fetches no dictionary', () => {
    const { call, spelling } = locked()
    let streams: unknown = 'none asked'
    call('setDisplayMediaRequestHandler', {}, (given: unknown) => { streams = given })
    expect([call('setDevicePermissionHandler', {}), streams, spelling()]).toEqual([false, null, false])
  })

  it('saves nothing but what the page made itself, under a plain name', () => {
    const { on } = locked()
    const save = (url: string, name: string) => {
      const download = event({})
      on.emit('will-download', download, { getURL: () => url, getFilename: () => name })
      return download.prevented ? 'prevented' : 'allowed'
    }
    const blob = 'blob:app://lab501/2f0c'
    expect(['audit.md', 'probes.http', 'probes.hurl', 'ladder.svg', 'ladder.png', 'graded.xml'].map(name => save(blob, name))).toEqual(Array<string>(6).fill('allowed'))
    expect(['Ada-Lovelace.lab501-result', 'Zoë-李雷.lab501-result', 'lab501-2026-11-30.lab501-backup'].map(name => save(blob, name))).toEqual(Array<string>(3).fill('allowed'))
    expect([save(blob, 'first-steps.capture.json'), save(blob, 'run.exe'), save(blob, '.json'), save(blob, '../x.json'), save('https://evil.example/x.json', 'x.json'), save('blob:https://evil.example/1', 'x.json'), save('data:text/plain,x', 'x.txt')])
      .toEqual(['allowed', ...Array<string>(6).fill('prevented')])
  })

  it('lets no request leave the machine, nor reach a server on it', () => {
    const { call } = locked()
    const isCancelled = (url: string) => {
      let cancelled: unknown
      call('onBeforeRequest', { url }, (answer: { cancel: boolean }) => { cancelled = answer.cancel })
      return cancelled
    }
    expect(['app://lab501/', 'blob:app://lab501/1', 'data:,', 'https://example.org/', 'http://127.0.0.1:4501/', 'ws://x/', 'file:///x', 'ftp://x', '?'].map(isCancelled))
      .toEqual([false, false, false, true, true, true, true, true, true])
  })
})

describe('the app', () => {
  it('locks every page that comes to be, and trusts no doubtful certificate', () => {
    const app = new EventEmitter()
    lockApp(app as unknown as App, () => undefined)
    const contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
    expect(contents.openHandler?.({ url: 'https://example.org/' })).toEqual({ action: 'deny' })
    const doubtful = event({})
    let trusted: unknown
    app.emit('certificate-error', doubtful, contents, '', '', {}, (is: boolean) => { trusted = is })
    const [certificate, login] = [event({}), event({})]
    app.emit('select-client-certificate', certificate)
    app.emit('login', login)
    expect([doubtful.prevented, trusted, certificate.prevented, login.prevented]).toEqual([true, false, true, true])
  })
})
