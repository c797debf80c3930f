// The menu: roles where there are any, so that the system names them and gives them the keys that people know; then what the page can do, by its own names and keys.
import type { MenuItemConstructorOptions } from 'electron'
import { ACTION_GROUPS, ACTION_IDS, knownOf, nameOfAction, type ActionId } from '../model/action.ts'
import { phrase, sayInEnglish } from '../model/phrase.ts'

const RECENT: MenuItemConstructorOptions = { role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] }

export interface MenuDoes { readonly addPack: () => void; readonly openFolder: () => void; readonly act: (action: ActionId) => void }

/** @param developing adds the tools of the page's developers. */
export function menuTemplate(platform: NodeJS.Platform, developing: boolean, { addPack, openFolder, act }: MenuDoes): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      role: 'fileMenu',
      submenu: [
        { label: sayInEnglish(nameOfAction('add-pack')), accelerator: 'CommandOrControl+O', click: addPack },
        { label: sayInEnglish(phrase('menu.open-folder')), accelerator: 'CommandOrControl+Shift+O', click: openFolder },
        // Elsewhere the system's own bar shows what was opened last.
        ...(mac ? [RECENT] : []),
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
    ...ACTION_GROUPS.map(group => ({
      label: sayInEnglish(phrase(`actions.${group}`)),
      submenu: ACTION_IDS.filter(id => id !== 'add-pack' && knownOf(id).group === group).map(id => ({ label: sayInEnglish(nameOfAction(id)), ...acceleratorOf(id, mac), click: () => act(id) })),
    })),
    { role: 'windowMenu' },
  ]
}

/**
 * The page reads the keys itself, since only it knows whether somebody types. The menu shows them where showing does not take them,
 * which a Mac cannot do: there a letter alone would act while somebody types.
 */
function acceleratorOf(id: ActionId, mac: boolean): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const { key = '?' } = knownOf(id)
  return key === '?' || (mac && key.length === 1) ? {} : { accelerator: key.replace('Mod+', 'CommandOrControl+'), registerAccelerator: false }
}
