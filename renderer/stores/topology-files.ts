// Topologies that come as files: chosen or dropped, read by the core, begun as playgrounds of their own.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { MOST_TOPOLOGY_OCTETS } from '../../electron/model/bench.ts'
import type { Problem } from '../../electron/model/problem.ts'
import { useCore } from '../bridge/use-core.ts'
import { useBench } from './bench.ts'

export const useTopologyFiles = defineStore('topology-files', () => {
  const core = useCore()
  const bench = useBench()
  /** The file that was not opened last, and why. */
  const refused = shallowRef<{ readonly name: string; readonly problems: readonly Problem[]; /** On the way to the core, in its words. */ readonly fault?: string }>()

  /** Opens a file as a playground. @returns whether it is one */
  async function open(file: File): Promise<boolean> {
    const name = file.name.slice(-200)
    refused.value = undefined
    try {
      // What is too long is told by the core; it needs no more of it for that.
      const text = await file.slice(0, MOST_TOPOLOGY_OCTETS + 1).text()
      const { setup, problems } = await core.call('benches.read-topology', { name, text })
      if (!setup) {
        refused.value = { name, problems }
        return false
      }
      await bench.begin(setup)
      bench.tool = 'topology'
      await bench.load()
      return true
    } catch (error) {
      refused.value = { name, problems: [], fault: error instanceof Error ? error.message : String(error) }
      return false
    }
  }

  return { refused, open }
})
