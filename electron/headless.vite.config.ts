// The headless package: command line and browser host as plain JavaScript, with all that they need, so that `npm install lab501-….tgz` asks nobody for anything.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const PROJECT = join(import.meta.dirname, '..')
const FOLDER = join(PROJECT, 'dist/headless')

export default defineConfig({
  root: PROJECT,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node22',
    minify: false,
    outDir: FOLDER,
    emptyOutDir: true,
    rollupOptions: {
      input: { 'electron/cli/main': join(PROJECT, 'electron/cli/main.ts'), 'electron/topology': join(PROJECT, 'electron/topology.ts'), 'electron/verifier': join(PROJECT, 'electron/verifier.ts') },
      external: [/^node:/, ...builtinModules],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'electron/chunks/[name]-[hash].js' },
    },
  },
  plugins: [{ name: 'lab501-headless', closeBundle: complete }],
})

function complete(): void {
  for (const part of ['labs', 'out/renderer', 'LICENSE', 'README.md', 'docs/third-party-notices.txt']) cpSync(join(PROJECT, part), join(FOLDER, part), { recursive: true })
  const start = readFileSync(join(PROJECT, 'electron/cli/lab501.js'), 'utf8')
  writeFileSync(join(FOLDER, 'electron/cli/lab501.js'), start.replace("'./main.ts'", "'./main.js'"))
  const { name, version, description, license, author, engines } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as Record<string, unknown>
  const own = { name, version, description, license, author, engines, type: 'module', bin: { lab501: 'electron/cli/lab501.js' }, files: ['*'] }
  writeFileSync(join(FOLDER, 'package.json'), `${JSON.stringify(own, null, 2)}\n`)
}
