// Pictures of packs, fetched over the bridge when a text shows them and kept while the page is open.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useCore } from '../bridge/use-core.ts'

export type Picture = { readonly state: 'there'; readonly address: string } | { readonly state: 'gone' }

export const usePictures = defineStore('pictures', () => {
  const core = useCore()
  const known = shallowRef<ReadonlyMap<string, Picture>>(new Map())
  const asked = new Set<string>()
  const keyOf = (lab: string, name: string) => `${lab}/${name}`

  async function fetch(lab: string, name: string): Promise<void> {
    const key = keyOf(lab, name)
    if (asked.has(key)) return
    asked.add(key)
    try {
      const { type, bytes } = await core.call('labs.picture', { lab, name })
      known.value = new Map([...known.value, [key, { state: 'there', address: `data:${type};base64,${bytes}` }]])
    } catch {
      asked.delete(key)
      known.value = new Map([...known.value, [key, { state: 'gone' }]])
    }
  }

  // A pack that is being written may have other pictures by now.
  core.on('labs.changed', () => {
    asked.clear()
    known.value = new Map()
  })

  return { fetch, pictureOf: (lab: string, name: string): Picture | undefined => known.value.get(keyOf(lab, name)) }
})
