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
    // No test is about its own time: these end what hangs. The longest that has no bound of its own takes 12 s alone on the machine, and eight times that where a dozen processes want its two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Vitest's own second is not enough there for an import, let alone for a process. Shorter than a test has, so that what did not come is named.
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', ['json', { outputFile: 'test/output/unit.json' }]],
  },
})
