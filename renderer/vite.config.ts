// How the page is built. The desktop's build takes the same settings from here.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { unasked } from './unasked.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [vue(), unasked],
  resolve: { alias: { entities: here('stand-ins/entities.ts'), 'linkify-it': here('stand-ins/linkify-it.ts') } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    // Messages are read as trees, never compiled to functions: the content policy forbids that.
    __INTLIFY_JIT_COMPILATION__: 'true',
    __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
  },
  // Of `npm run dev` (test/dev/run.ts), which says where the core is.
  server: {
    host: '127.0.0.1',
    // The words lie beside this folder.
    fs: { allow: [here('..')] },
  },
  build: {
    outDir: here('../out/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    // electron-vite would not by itself.
    minify: true,
    // A data: script or style would be refused by the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    // What the first lab cannot do without in one piece: forty files wait for one another at six connections, and weigh more.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], includeDependenciesRecursively: false }] } } },
  },
})
