// How the browser tests run: two files at a time, in the Chromium that this machine has, against servers that each test starts.
import { defineConfig } from 'playwright/test'
import { findChromium } from '../support/run-all/chromium.ts'
import { CHROMIUM_ARGS } from './chromium-args.ts'

const executablePath = findChromium()

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../output/browser',
  // What somebody hears is the same on every system.
  snapshotPathTemplate: '{testDir}/transcripts/{arg}{ext}',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../output/browser.json' }]],
  use: {
    actionTimeout: 15_000,
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: CHROMIUM_ARGS,
    },
  },
})
