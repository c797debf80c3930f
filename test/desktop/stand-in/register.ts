// Lets `import 'electron'` find the stand-in. Loaded with `node --import` before the built bundle.
import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({ resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)) })
