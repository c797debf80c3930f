// What the page may not do, whatever is in it. Chromium's own locks come first; these are for what it would allow.
import type { App, Session, WebContents } from 'electron'
import { isOwnPage, PAGE_URL } from './own-page.ts'

/** Nothing else is handed to the system: `file:`, `smb:`, `ms-settings:` and their like start programs. */
const EXTERNAL_SCHEMES = ['https:']
/** What the page saves by itself: an export that it made, under a plain name. */
const SAVED_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_. -]{0,120}\.(json|har|txt|csv|html|yaml|zip|md|http|hurl|xml|svg|png|lab501-result|lab501-backup)$/u
const LOCAL_SCHEMES = ['app:', 'blob:', 'data:', 'devtools:']
/** Copying a command for curl. It writes plain text on a click and reads nothing. */
const COPY = 'clipboard-sanitized-write'

/** @returns whether a link of the page may be handed to the system's browser. */
export function mayOpenOutside(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed !== null && EXTERNAL_SCHEMES.includes(parsed.protocol) && parsed.username === '' && parsed.password === ''
}

/** No way for the page to become another one: no navigation, no window, no webview. */
export function lockContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>, openOutside: (url: string) => void): void {
  contents.on('will-navigate', details => {
    if (isHere(details.url)) return
    details.preventDefault()
    if (mayOpenOutside(details.url)) openOutside(details.url)
  })
  contents.on('will-frame-navigate', details => { if (!details.isMainFrame || !isHere(details.url)) details.preventDefault() })
  contents.on('will-redirect', details => details.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) openOutside(url)
    return { action: 'deny' }
  })
}

/** The page may load itself again. */
const isHere = (url: string): boolean => url.split('#', 1)[0] === PAGE_URL

type LockedSession = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler' | 'setSpellCheckerEnabled' | 'on'> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> }

/** No permission but copying, no device, no download but the page's own export, no request off the machine. */
export function lockSession(session: LockedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === COPY && details.isMainFrame && isOwnPage(details.requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    permission === COPY && details.isMainFrame && isOwnPage(details.requestingUrl ?? ''))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  // It would fetch its dictionaries.
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event, item) => {
    const [scheme, page = ''] = item.getURL().split(/:(.*)/s)
    if (scheme !== 'blob' || !isOwnPage(page) || !SAVED_NAME.test(item.getFilename())) event.preventDefault()
  })
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !LOCAL_SCHEMES.includes(URL.parse(url)?.protocol ?? '') }))
}

/** Locks every page that ever comes to be; no doubtful certificate, client certificate or password is accepted. */
export function lockApp(app: Pick<App, 'on'>, openOutside: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, openOutside))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => { event.preventDefault(); answer(false) })
  app.on('select-client-certificate', event => event.preventDefault())
  app.on('login', event => event.preventDefault())
}
