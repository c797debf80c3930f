// Where the learner's work is kept; the same for every entry, so that a lab begun in one goes on in the other.
import { posix, win32 } from 'node:path'

export interface DataFolderInput {
  /** The value of `--data`. */
  readonly option?: string | undefined
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly cwd: string
}

/** @returns an absolute path: `--data`, else LAB501_DATA, else the platform's folder for the data of programs. */
export function dataFolder({ option, platform, env, home, cwd }: DataFolderInput): string {
  const path = platform === 'win32' ? win32 : posix
  const named = option || env['LAB501_DATA']
  if (named) return path.resolve(cwd, named)
  if (platform === 'win32') return path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Lab 501')
  // The XDG Base Directory Specification tells programs to ignore a relative path.
  const xdg = env['XDG_DATA_HOME']
  if (xdg && path.isAbsolute(xdg)) return path.join(xdg, 'lab501')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Lab 501')
  return path.join(home, '.local', 'share', 'lab501')
}
