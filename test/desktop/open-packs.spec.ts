import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { packDoor, packFilesIn } from '../../electron/desktop/open-packs.ts'
import { sayingIn } from '../../electron/model/shell-words.ts'

function door(argv: readonly string[] = [], chosen: readonly string[] = []) {
  const recent: string[] = []
  const app = new EventEmitter()
  const heard: string[] = []
  const dialog = { showOpenDialog: async () => ({ canceled: chosen.length === 0, filePaths: [...chosen] }), showErrorBox: (title: string, text: string) => heard.push(`${title}: ${text}`) }
  const core = {
    offer: (file: string) => void heard.push(`offer ${file}`),
    watch: (folder: string) => {
      heard.push(`watch ${folder}`)
      return folder.endsWith('empty') ? { file: folder, what: 'this folder holds no pack.yaml', mend: 'Name another' } : undefined
    },
  }
  const opened = packDoor({
    app: app as never, dialog, argv, cwd: '/here', say: sayingIn({ 'dialog.no-pack': 'Kein Paket' }), reveal: () => heard.push('reveal'), remember: file => void recent.push(file),
  })
  return { app, heard, recent, door: opened, open: () => opened.open(core) }
}

describe('packs that come from outside the page', () => {
  it('are the files among the arguments that are called .labpack', () => {
    expect(packFilesIn(['--data', 'd', 'a.labpack', '/b.LABPACK', '-c.labpack', 'd.zip'], '/here')).toEqual(['/here/a.labpack', '/b.LABPACK'])
  })

  it('wait until the core is there, and are then shown in their order', () => {
    const { app, heard, recent, open } = door(['named.labpack'])
    let prevented = 0
    app.emit('open-file', { preventDefault: () => { prevented += 1 } }, '/clicked.labpack')
    expect([heard, prevented]).toEqual([[], 1])
    open()
    app.emit('second-instance', {}, ['lab501', 'again.labpack'], '/there')
    expect(heard).toEqual(['offer /here/named.labpack', 'offer /clicked.labpack', 'offer /there/again.labpack', 'reveal'])
    expect(recent).toEqual(['/here/named.labpack', '/clicked.labpack', '/there/again.labpack'])
  })

  it('are chosen in the menu; a folder that is no pack is told', async () => {
    const file = door([], ['/x.labpack'])
    file.open()
    await file.door.choose()
    expect(file.heard).toEqual(['offer /x.labpack', 'reveal'])
    const folder = door([], ['/mine'])
    folder.open()
    await folder.door.chooseFolder()
    expect(folder.heard).toEqual(['watch /mine', 'reveal'])
    const empty = door([], ['/empty'])
    empty.open()
    await empty.door.chooseFolder()
    expect(empty.heard).toEqual(['watch /empty', 'Kein Paket: /empty: this folder holds no pack.yaml. Name another'])
    const none = door()
    none.open()
    await none.door.choose()
    await none.door.chooseFolder()
    expect(none.heard).toEqual([])
  })
})
