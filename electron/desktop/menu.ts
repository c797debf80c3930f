// The menu: roles where there are any, so that the system names them and gives them the keys that people know.
import type { MenuItemConstructorOptions } from 'electron'
import { phrase, sayInEnglish } from '../model/phrase.ts'

export interface MenuDoes { readonly addPack: () => void; readonly openFolder: () => void }

/** @param developing adds the tools of the page's developers. */
export function menuTemplate(platform: NodeJS.Platform, developing: boolean, { addPack, openFolder }: MenuDoes): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      role: 'fileMenu',
      submenu: [
        { label: sayInEnglish(phrase('menu.add-pack')), accelerator: 'CommandOrControl+O', click: addPack },
        { label: sayInEnglish(phrase('menu.open-folder')), accelerator: 'CommandOrControl+Shift+O', click: openFolder },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'reload' },
        ...(developing ? [{ role: 'toggleDevTools' } as const] : []),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // Without this, Ctrl and the plus key of the main block do nothing: there it is written with Shift, as "=".
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
}
