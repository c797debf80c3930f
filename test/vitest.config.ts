import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.spec.ts'],
    exclude: ['test/browser/**', 'node_modules/**'],
    // Vitest would leave one of two cores idle; most of what is waited for is not the processor.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'test/output/unit.json' }]],
  },
})
