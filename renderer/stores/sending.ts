// Whether results are sent to somebody, and what there is to decide about it.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { authorityOf, readJoinCode } from '../../electron/model/join-code.ts'
import type { Phrase } from '../../electron/model/phrase.ts'
import { LearnerName } from '../../electron/model/result.ts'
import type { SendingView } from '../../electron/model/sending.ts'
import { useCore } from '../bridge/use-core.ts'
import { useTrying } from './trying.ts'

export const useSending = defineStore('sending', () => {
  const core = useCore()
  const view = shallowRef<SendingView>({})
  const joined = computed(() => view.value.joined)
  const code = ref('')
  const name = ref('')
  const carriesCaptures = ref(true)
  const isJoining = ref(false)
  const refused = shallowRef<Phrase>()
  const { fault, tried } = useTrying()
  const read = computed(() => readJoinCode(code.value))
  /** Where the code leads, before anything is connected to. */
  const address = computed(() => ('code' in read.value ? authorityOf(read.value.code) : undefined))
  const codeFault = computed(() => ('fault' in read.value ? read.value.fault : undefined))
  const isReady = computed(() => address.value !== undefined && LearnerName.safeParse(name.value.trim()).success && !isJoining.value)

  const look = () => tried(async () => { view.value = await core.call('sending.view', {}) })

  /** What was chosen last stands there to be changed. */
  function begin(): void {
    refused.value = fault.value = undefined
    if (!joined.value) return
    code.value = joined.value.code
    name.value = joined.value.name
    carriesCaptures.value = joined.value.carriesCaptures
  }

  const join = () => tried(async () => {
    isJoining.value = true
    refused.value = undefined
    try {
      const { view: now, refused: why } = await core.call('sending.join', { code: code.value.trim(), name: name.value.trim(), carriesCaptures: carriesCaptures.value })
      view.value = now
      refused.value = why
    } finally {
      isJoining.value = false
    }
  })

  const leave = () => tried(async () => { view.value = await core.call('sending.leave', {}) })
  const now = () => tried(async () => { view.value = await core.call('sending.now', {}) })
  /** Sends the very file that was shown. */
  const send = (sha256: string) => tried(async () => { view.value = await core.call('sending.send', { sha256 }) })

  /** What changes by itself is no try of anybody's: what failed stays told beside it. */
  const lookAgain = () => void core.call('sending.view', {}).then(now => { view.value = now }, () => undefined)
  core.on('sending.changed', lookAgain)
  core.onReopened(() => void look())
  void look()
  return { view, joined, code, name, carriesCaptures, isJoining, refused, fault, address, codeFault, isReady, look, begin, join, leave, now, send }
})
