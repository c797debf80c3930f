// The desktop entry: one instance for each data folder, everything locked before it is opened, clear words when it fails.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, protocol } from 'electron'
import { dataFolder } from './core/data-folder.ts'
import { makePrivateFolder } from './core/store/private-place.ts'
import { folderInWords } from './core/store/unavailable.ts'
import { keptWords, openOutside, runDesktop } from './desktop/app.ts'
import { declarePageScheme } from './desktop/app-protocol.ts'
import { openLog, recentLines } from './desktop/log-file.ts'
import { dataOption, places } from './desktop/places.ts'
import { lockApp } from './desktop/security.ts'
import { sayingIn } from './model/shell-words.ts'

const CANNOT_START = 2
let title = sayingIn({})('dialog.cannot-go-on')

declarePageScheme(protocol)
// Electron refuses a page that asks for less of a sandbox.
app.enableSandbox()

try {
  const folder = dataFolder({ option: dataOption(process.argv), platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() })
  // Chromium's own files go there too, so that the lock of a single instance is one for each data folder.
  const own = join(folder, 'desktop')
  makeFolder(own)
  app.setPath('userData', own)
  const log = openLog(own)
  title = keptWords(own)('dialog.cannot-go-on')
  process.on('uncaughtException', error => give(error, log))
  process.on('unhandledRejection', error => give(error, log))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  if (app.requestSingleInstanceLock()) {
    lockApp(app, url => openOutside(url, log))
    const { isPackaged } = app
    runDesktop({ places: places(import.meta.dirname, isPackaged, process.resourcesPath), dataFolder: folder, log, logged: () => recentLines(own) }).catch(error => give(error, log))
  } else {
    app.quit()
  }
} catch (error) {
  give(error, line => void process.stderr.write(`${line}\n`))
}

function makeFolder(folder: string): void {
  try {
    makePrivateFolder(folder)
  } catch (error) {
    throw folderInWords(error, folder)
  }
}

/** Says what stopped the app, and ends it: after such an error nothing is certain. */
function give(error: unknown, log: (line: string) => void): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  dialog.showErrorBox(title, error instanceof Error ? error.message : String(error))
  app.exit(CANNOT_START)
}
