// What a citation leads to. The list is fetched when a section is shown for the first time.
import { shallowRef } from 'vue'
import type { citedBy, Cited } from '../../electron/model/references.ts'

const find = shallowRef<typeof citedBy>()
let fetching: Promise<void> | undefined

async function fetchReferences(): Promise<void> {
  const { citedBy } = await import('../../electron/model/references.ts')
  find.value = citedBy
}

export function useReferences() {
  void (fetching ??= fetchReferences().catch(() => { fetching = undefined }))
  /** @returns undefined for what is not in the list, and until it is here */
  const leadsTo = (citation: string): Cited | undefined => find.value?.(citation)
  return { leadsTo }
}
