#!/usr/bin/env node
// The command line's first step, in plain JavaScript, so that an old Node gets one clear line instead of a syntax error.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// An old Node knows no import.meta.dirname.
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  const mend = existsSync(packages) ? 'run it through npm (npm start, npm run -s lab501 -- …), which brings its own' : 'ask whoever gave it to you for the desktop app, which needs no Node'
  console.error(`lab501: this is Node ${process.versions.node}, and Lab 501 needs 22.19 or later; ${mend}, or install a newer Node`)
  process.exit(2)
}
// What Node makes of the sources is kept beside the packages that they need: whoever could write there could change those too.
if (existsSync(packages)) module.enableCompileCache(join(packages, '.cache/lab501'))
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
