// Packs that come from outside the page: a double-click, the command line, the menu. The page shows each before anything is added.
import { resolve } from 'node:path'
import type { App, Dialog } from 'electron'
import { describeProblem } from '../model/problem.ts'
import type { ShellSays } from '../model/shell-words.ts'
import type { Core } from '../core/core.ts'

export interface PackDoor {
  /** From now on packs are shown; those that came before are shown now. */
  open(core: Pick<Core, 'offer' | 'watch'>): void
  /** Shows a file that was shown before. */
  showAgain(file: string): void
  /** Asks for a `.labpack` file, and shows it. */
  choose(): Promise<void>
  /** Asks for the folder of a pack, and shows it while it is written. */
  chooseFolder(): Promise<void>
}

/** @returns the `.labpack` files among the arguments of a start; everything else there is somebody else's. */
export function packFilesIn(argv: readonly string[], cwd: string): string[] {
  return argv.filter(one => !one.startsWith('-') && /\.labpack$/i.test(one)).map(one => resolve(cwd, one))
}

export interface DoorNeeds {
  readonly app: Pick<App, 'on'>
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showErrorBox'>
  /** Of this start. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly say: ShellSays
  readonly reveal: () => void
  /** Told of each file that is shown. */
  readonly remember: (file: string) => void
}

/** Listens for packs, from before the app is ready. */
export function packDoor({ app, dialog, argv, cwd, say, reveal, remember }: DoorNeeds): PackDoor {
  const waiting = packFilesIn(argv, cwd)
  let core: Pick<Core, 'offer' | 'watch'> | undefined
  const show = (to: Pick<Core, 'offer'>, file: string) => {
    remember(file)
    to.offer(file)
  }
  const offer = (file: string) => {
    if (!core) return void waiting.push(file)
    show(core, file)
    reveal()
  }
  app.on('open-file', (event, file) => {
    event.preventDefault()
    for (const pack of packFilesIn([file], cwd)) offer(pack)
  })
  app.on('second-instance', (_event, theirs, theirFolder) => { for (const pack of packFilesIn(theirs, theirFolder)) offer(pack) })
  return {
    open(opened) {
      core = opened
      for (const file of waiting.splice(0)) show(opened, file)
    },
    showAgain: offer,
    async choose() {
      const { filePaths: [file] } = await dialog.showOpenDialog({ title: say('action.add-pack'), properties: ['openFile'], filters: [{ name: 'Lab 501', extensions: ['labpack'] }] })
      if (file !== undefined) offer(file)
    },
    async chooseFolder() {
      const { filePaths: [folder] } = await dialog.showOpenDialog({ title: say('menu.open-folder'), properties: ['openDirectory'] })
      const problem = folder === undefined ? undefined : core?.watch(folder)
      if (problem) dialog.showErrorBox(say('dialog.no-pack'), describeProblem(problem))
      else if (folder !== undefined) reveal()
    },
  }
}
