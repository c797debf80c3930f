// How the desktop app is built: all of it bundled, so that what is packaged needs no node_modules.
import { fileURLToPath } from 'node:url'
import { defineConfig, type UserConfig } from 'electron-vite'
import { loadConfigFromFile, mergeConfig } from 'vite'
import { hashSources, stamp } from './cli/opening/build-stamp.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(async ({ command, mode }): Promise<UserConfig> => {
  // Loaded, not imported: the page's settings belong to the page's side of the bridge.
  const page = await loadConfigFromFile({ command, mode }, at('../renderer/vite.config.ts'))
  // Of before the build, so that what changes meanwhile is built again; written when the page is done, which comes last.
  const hash = hashSources(at('..'))
  const stamped = { name: 'lab501-stamp', writeBundle: () => stamp(at('..'), hash) }
  return {
    main: {
      // The same packer; the one for Node declares a `require` of its own, beside the one that electron-vite puts into each piece that asks for one.
      resolve: { alias: { fflate: 'fflate/browser' } },
      build: {
        outDir: at('../out/main'),
        externalizeDeps: false,
        rollupOptions: { input: { main: at('./main.ts'), topology: at('./topology.ts'), verifier: at('./verifier.ts') }, output: { format: 'es', entryFileNames: '[name].js' } },
      },
    },
    preload: {
      build: {
        outDir: at('../out/preload'),
        externalizeDeps: false,
        // A sandboxed preload is one CommonJS file: it can't import.
        rollupOptions: { input: { preload: at('./preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
      },
    },
    renderer: mergeConfig(page?.config ?? {}, {
      root: at('../renderer'),
      plugins: [stamped],
      build: { outDir: at('../out/renderer'), rollupOptions: { input: at('../renderer/index.html') } },
    }),
  }
})
