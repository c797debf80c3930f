// What Electron puts into a utility process. Loaded with `node --import` before its program.
import { EventEmitter } from 'node:events'

const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => void process.send?.(message) })
process.on('message', data => port.emit('message', { data }))
Object.assign(process, { parentPort: port })
