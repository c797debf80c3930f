// Beginning a playground with one of its topologies, from wherever one is: its first request is in the composer.
import { useRouter } from 'vue-router'
import type { Starter } from '../../electron/model/bench.ts'
import { useBench } from '../stores/bench.ts'
import { useComposer } from '../stores/composer.ts'

export function useStarters() {
  const router = useRouter()
  const bench = useBench()
  const composer = useComposer()

  async function begin(starter: Starter): Promise<void> {
    if (!await bench.start(starter)) return
    bench.tool = 'topology'
    // Elsewhere, the workbench takes the request as it opens.
    if (router.currentRoute.value.name !== 'playground') return void await router.push({ name: 'playground' })
    const wanted = bench.takeWanted()
    if (wanted) composer.fill(wanted.draft)
  }

  return { begin }
}
