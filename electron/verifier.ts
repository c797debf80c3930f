// The program of the thread in which results are verified beside a collector, so that a room that sends at once has a second processor.
import { parentPort } from 'node:worker_threads'
import { verifyFor, type Asked } from './core/collector/verify.ts'

const port = parentPort
if (port) verifyFor({ post: answered => port.postMessage(answered), onMessage: listener => port.on('message', (asked: Asked) => listener(asked)) })
