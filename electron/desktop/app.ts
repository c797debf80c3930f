// The desktop app's life: the core first, then the window; at the end the window first, then the core.
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session, shell } from 'electron'
import { openCore, type Core } from '../core/core.ts'
import type { ActionId } from '../model/action.ts'
import { sayingIn, ShellWords, type ShellSays } from '../model/shell-words.ts'
import { answerPageRequest } from './app-protocol.ts'
import { startVerifier } from '../verifier-thread.ts'
import { forkTopology } from './fork-topology.ts'
import { connectPage } from './ipc-port.ts'
import { keep, readKept } from './kept-file.ts'
import { menuTemplate } from './menu.ts'
import { packDoor } from './open-packs.ts'
import { PAGE_SCHEME } from './own-page.ts'
import type { Places } from './places.ts'
import { recentPacks } from './recent-packs.ts'
import { reviveOnCrash } from './revive.ts'
import { lockSession } from './security.ts'
import { openWindow, showWindow } from './window.ts'

/** A stop that hangs must not keep the app from ending. */
const LONGEST_STOP_MS = 5_000
/** In which words the app spoke last: so the next start does from its first menu on, and has them when there is no page. */
const WORDS = 'words.json'

export interface DesktopOptions {
  readonly places: Places
  readonly dataFolder: string
  readonly log: (line: string) => void
  /** What was logged last. */
  readonly logged: () => readonly string[]
}

/** Runs the app from `ready` to its end. */
export async function runDesktop({ places, dataFolder, log, logged }: DesktopOptions): Promise<void> {
  let core: Core | undefined
  let stopped = false
  const reveal = () => { for (const window of BrowserWindow.getAllWindows()) showWindow(window) }
  const own = app.getPath('userData')
  let say = keptWords(own)
  const recent = recentPacks(app, own, setMenu, log)
  const door = packDoor({ app, dialog, argv: process.argv.slice(1), cwd: process.cwd(), say: (...said) => say(...said), reveal, remember: file => recent.add(file) })

  app.on('second-instance', reveal)
  app.on('activate', () => { if (core && BrowserWindow.getAllWindows().length === 0) show(core) })
  app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit() })
  app.on('will-quit', event => {
    if (stopped) return
    event.preventDefault()
    stopped = true
    void stop().then(() => app.quit())
  })

  await app.whenReady()
  protocol.handle(PAGE_SCHEME, answerPageRequest(places.pageFolder))
  lockSession(session.defaultSession)
  setMenu()
  core = await openCore({ dataFolder, packFolders: places.packFolders, entry: 'desktop', version: app.getVersion(), log, logged, launch: () => forkTopology(places.topology), startVerifier: () => startVerifier(places.verifier), onSpoken: speakIn })
  door.open(core)
  show(core)

  function setMenu(): void {
    const does = {
      addPack: () => void door.choose(), openFolder: () => void door.chooseFolder(), openRecent: (file: string) => door.showAgain(file),
      clearRecent: () => recent.clear(), act: (action: ActionId) => core?.ask(action),
    }
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, developing: !app.isPackaged, say, recent: recent.all(), does })))
  }

  function speakIn(words: ShellWords): void {
    say = sayingIn(words)
    const trouble = keep(own, WORDS, words)
    if (trouble) log(`desktop: the words of the menus are not kept: ${trouble}`)
    setMenu()
  }

  function show(opened: Core): void {
    const prepare = (window: BrowserWindow) => {
      const { webContents: contents } = window
      const revive = reviveOnCrash({ contents, log, giveUp: reason => fail(window, reason) })
      connectPage({ ipc: ipcMain, contents, serve: port => opened.serve(port), onBroken: () => revive('it sent what is no frame'), log })
      return revive
    }
    openWindow({ preload: places.preload, dark: nativeTheme.shouldUseDarkColors, folder: own, log, prepare })
  }

  function fail(window: BrowserWindow, reason: string): void {
    dialog.showErrorBox(say('dialog.no-page'), say('dialog.no-page-why', { reason, folder: dataFolder }))
    window.destroy()
    app.quit()
  }

  const closeCore = async (): Promise<void> => { await core?.[Symbol.asyncDispose]() }

  async function stop(): Promise<void> {
    const late = new Promise<string>(resolve => setTimeout(() => resolve('it took too long'), LONGEST_STOP_MS))
    const trouble = await Promise.race([closeCore().catch(String), late])
    if (trouble) log(`desktop: the core did not stop in order: ${trouble}`)
  }
}

/** @returns what is said in the words that were kept; in English where none were. @param own the folder of the desktop's own files */
export function keptWords(own: string): ShellSays {
  return sayingIn(readKept(own, WORDS, ShellWords) ?? {})
}

/** Hands a link that was found harmless to the system's browser. */
export function openOutside(url: string, log: (line: string) => void): void {
  shell.openExternal(url).catch((error: unknown) => log(`desktop: ${url} could not be opened: ${String(error)}`))
}
