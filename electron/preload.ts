// Gives the window one lane of text frames, on one channel, and nothing else.
import { contextBridge, ipcRenderer } from 'electron'
import { CHANNEL } from './desktop/channel.ts'

contextBridge.exposeInMainWorld('labBridge', {
  post(frame: string): void {
    ipcRenderer.send(CHANNEL, String(frame))
  },
  onFrame(listener: (frame: string) => void): void {
    // The event stays here: it would hand the page a way to send on any channel.
    ipcRenderer.on(CHANNEL, (_event, frame: string) => listener(frame))
  },
})
