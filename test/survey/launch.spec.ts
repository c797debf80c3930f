import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { launch } from './launch.ts'
import type { Place, Server } from './server.ts'

/** A server of a few lines of JavaScript, which get the place's port as `port`. */
function inline(code: string, note: (place: Place) => void = () => undefined): Server {
  return {
    id: 'inline', name: 'Inline', kind: 'handler', setting: 'for this test', from: { system: 'node' },
    program: place => {
      note(place)
      return { command: process.execPath, args: ['-e', `const port = ${place.port};${code}`] }
    },
  }
}
const ANSWERING = "require('node:http').createServer((q, r) => r.end(String(process.pid))).listen(port, '127.0.0.1');"

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const pidAt = async (port: number) => Number(await (await fetch(`http://127.0.0.1:${port}/`)).text())

describe('a server under the survey', () => {
  it('runs when it has answered, and is gone with its folder when it was stopped', async () => {
    const running = await launch(inline(ANSWERING), 0)
    const pid = await pidAt(running.place.port)
    expect(isAlive(pid)).toBe(true)
    await running.stop()
    expect([isAlive(pid), existsSync(running.place.folder)]).toEqual([false, false])
  })

  it('is gone even if it does not want to stop', async () => {
    const running = await launch(inline(`process.on('SIGTERM', () => undefined);${ANSWERING}`), 0)
    const pid = await pidAt(running.place.port)
    await running.stop()
    expect(isAlive(pid)).toBe(false)
  })

  it.runIf(process.platform !== 'win32')('takes its workers with it', async () => {
    const worker = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`const port = process.argv[1];${ANSWERING}`)}, port], { stdio: 'ignore' });setInterval(() => 0, 1000);`
    const running = await launch(inline(worker), 0)
    await running.stop()
    // Nobody may be there to reap it, so that its number lives on: its port tells.
    let isListening = true
    for (let tries = 0; isListening && tries < 50; tries += 1) {
      isListening = await pidAt(running.place.port).then(() => true, () => false)
      await sleep(20)
    }
    expect(isListening).toBe(false)
  })

  it('that does not start is an error with what it printed, and leaves no folder', async () => {
    let folder = ''
    const failing = launch(inline("console.error('no such option');process.exit(3);", place => { folder = place.folder }), 0)
    await expect(failing).rejects.toThrow(/Inline did not answer on port \d+: no such option/)
    expect(existsSync(folder)).toBe(false)
  })

  it('whose program is not there is an error that names it', async () => {
    const missing: Server = { ...inline(''), program: () => ({ command: 'no-such-program-here', args: [] }) }
    await expect(launch(missing, 0)).rejects.toThrow(/no-such-program-here/)
  })
})
