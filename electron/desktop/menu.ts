// The menu: roles where there are any, so that the system gives them the keys that people know; then what the page can do, by its own names and keys. All in the page's language.
import { basename, dirname } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { ACTION_GROUPS, ACTION_IDS, knownOf, type ActionId } from '../model/action.ts'
import type { ShellSays, ShellWordId } from '../model/shell-words.ts'

type RoleWithWord = Extract<ShellWordId, `role.${string}`> extends `role.${infer Role}` ? Role : never
const LINE = { type: 'separator' } as const

export interface MenuDoes {
  readonly addPack: () => void
  readonly openFolder: () => void
  readonly openRecent: (file: string) => void
  readonly clearRecent: () => void
  readonly act: (action: ActionId) => void
}

export interface MenuNeeds {
  readonly platform: NodeJS.Platform
  /** Adds the tools of the page's developers. */
  readonly developing: boolean
  readonly say: ShellSays
  /** Packs that were opened before, the latest first. */
  readonly recent: readonly string[]
  readonly does: MenuDoes
}

/** @returns the menu of the app as it is now */
export function menuTemplate({ platform, developing, say, recent, does }: MenuNeeds): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const label = (id: ShellWordId) => ({ label: inMenu(say(id)) })
  const as = (role: RoleWithWord) => ({ role, ...label(`role.${role}`) })
  return [
    ...(mac ? [{ role: 'appMenu' as const, label: 'Lab 501', submenu: [as('about'), LINE, as('services'), LINE, as('hide'), as('hideOthers'), as('unhide'), LINE, as('quit')] }] : []),
    {
      role: 'fileMenu', ...label('menu.file'),
      submenu: [
        { ...label('action.add-pack'), accelerator: 'CommandOrControl+O', click: does.addPack },
        { ...label('menu.open-folder'), accelerator: 'CommandOrControl+Shift+O', click: does.openFolder },
        // A Mac fills this menu itself.
        mac ? { role: 'recentDocuments', ...label('menu.recent'), submenu: [as('clearRecentDocuments')] } : {
          ...label('menu.recent'), enabled: recent.length > 0,
          submenu: [...recent.map(file => ({ label: inMenu(`${basename(file)} — ${dirname(file)}`), click: () => does.openRecent(file) })), LINE, { ...label('role.clearRecentDocuments'), click: does.clearRecent }],
        },
        LINE,
        as(mac ? 'close' : 'quit'),
      ],
    },
    {
      role: 'editMenu', ...label('menu.edit'),
      submenu: [
        as('undo'), as('redo'), LINE, as('cut'), as('copy'), as('paste'), ...(mac ? [as('pasteAndMatchStyle')] : []), as('delete'), LINE, as('selectAll'),
        ...(mac ? [LINE, { ...label('menu.speech'), submenu: [as('startSpeaking'), as('stopSpeaking')] }] : []),
      ],
    },
    {
      role: 'viewMenu', ...label('menu.view'),
      submenu: [
        as('reload'),
        ...(developing ? [as('toggleDevTools')] : []),
        LINE,
        as('resetZoom'),
        as('zoomIn'),
        // Without this, Ctrl and the plus key of the main block do nothing: there it is written with Shift, as "=".
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
        as('zoomOut'),
        LINE,
        as('togglefullscreen'),
      ],
    },
    ...ACTION_GROUPS.map(group => ({
      ...label(`actions.${group}`),
      submenu: ACTION_IDS.filter(id => id !== 'add-pack' && knownOf(id).group === group).map(id => ({ ...label(`action.${id}`), ...acceleratorOf(id, mac), click: () => does.act(id) })),
    })),
    { role: 'windowMenu', ...label('menu.window'), submenu: [as('minimize'), as('zoom'), ...(mac ? [LINE, as('front')] : [as('close')])] },
  ]
}

/** In a menu, a single & underlines the letter behind it. */
const inMenu = (text: string): string => text.replaceAll('&', '&&')

/**
 * The page reads the keys itself, since only it knows whether somebody types. The menu shows them where showing does not take them,
 * which a Mac cannot do: there a letter alone would act while somebody types.
 */
function acceleratorOf(id: ActionId, mac: boolean): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const { key = '?' } = knownOf(id)
  return key === '?' || (mac && key.length === 1) ? {} : { accelerator: key.replace('Mod+', 'CommandOrControl+'), registerAccelerator: false }
}
