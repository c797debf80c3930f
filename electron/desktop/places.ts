// Where things are: beside the bundle in development, among the resources when packaged.
import { join } from 'node:path'
import { StoreUnavailable } from '../core/store/unavailable.ts'
import { aside } from '../model/asides-en.ts'

export interface Places {
  readonly preload: string
  /** The program of the process in which topologies run. */
  readonly topology: string
  /** The program of the thread in which a collector verifies results. */
  readonly verifier: string
  readonly pageFolder: string
  readonly packFolders: readonly string[]
}

/** @param bundleFolder the folder of the built `main.js`. */
export function places(bundleFolder: string, packaged: boolean, resourcesPath: string): Places {
  return {
    topology: join(bundleFolder, 'topology.js'),
    verifier: join(bundleFolder, 'verifier.js'),
    preload: join(bundleFolder, '../preload/preload.cjs'),
    pageFolder: join(bundleFolder, '../renderer'),
    packFolders: [packaged ? join(resourcesPath, 'labs') : join(bundleFolder, '../../labs')],
  }
}

/** @returns the value of `--data DIR` or `--data=DIR`; Chromium's own switches may stand beside it. @throws StoreUnavailable for an empty one, which would be taken for the usual folder */
export function dataOption(argv: readonly string[]): string | undefined {
  const at = argv.findIndex(one => one === '--data' || one.startsWith('--data='))
  if (at < 0) return undefined
  const option = argv[at] ?? ''
  const named = option === '--data' ? argv[at + 1] : option.slice('--data='.length)
  if (named === '') throw new StoreUnavailable(aside('data-empty'))
  return named
}
