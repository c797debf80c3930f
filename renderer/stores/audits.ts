// What was found out about the server of the open bench: the latest audit of each kind, and the one that runs.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { AuditForm, AuditKind, AuditPlan, AuditView, AuditViewOf, ContractRole, ContractView } from '../../electron/model/audit.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import { useCore } from '../bridge/use-core.ts'
import { coalesce } from './coalesce.ts'
import { useAttempt } from './attempt.ts'

/** Of a file, in one message. */
const PART_OCTETS = 524_288

export const useAudits = defineStore('audits', () => {
  const core = useCore()
  const attempt = useAttempt()
  const views = shallowRef<readonly AuditView[]>([])
  const bench = computed(() => (attempt.view?.bench && attempt.view.bench.kind !== 'capture' ? attempt.id : undefined))
  const running = computed(() => views.value.find(({ state }) => state === 'running'))

  const of = <K extends AuditKind>(kind: K) => views.value.find((view): view is AuditViewOf<K> => view.kind === kind)
  const take = (fresh: readonly AuditView[]) => { views.value = [...views.value.filter(({ kind }) => !fresh.some(one => one.kind === kind)), ...fresh] }
  const here = (): string => {
    if (bench.value === undefined) throw new Error('no bench is open')
    return bench.value
  }

  const lookAgain = coalesce(async () => {
    const looked = bench.value
    if (looked === undefined) return
    const fresh = await core.call('audits.list', { attempt: looked })
    if (bench.value === looked) views.value = fresh
  })

  /** Sends nothing yet. @throws CallFailed in the core's words */
  async function plan(wanted: AuditPlan): Promise<void> {
    take([await core.call('audits.plan', { attempt: here(), plan: wanted })])
  }

  async function run(kind: AuditKind, mayChange: boolean): Promise<void> {
    await core.call('audits.run', { attempt: here(), kind, mayChange })
    await lookAgain()
  }

  async function stop(): Promise<void> {
    await core.call('audits.stop', { attempt: here() })
    await lookAgain()
  }

  const exported = (kind: AuditKind, form: AuditForm) => core.call('audits.export', { attempt: here(), kind, form })

  /** Hands an OpenAPI document over. @returns what it holds, or why it is not read */
  async function takeContract(role: ContractRole, file: File): Promise<{ readonly read?: ContractView | undefined; readonly refusal?: string | undefined }> {
    const { name, size: octets } = file
    for (let at = 0; at < octets; at += PART_OCTETS) {
      const bytes = toBase64(new Uint8Array(await file.slice(at, at + PART_OCTETS).arrayBuffer()))
      const told = await core.call('audits.take-contract', { attempt: here(), role, name: name.slice(-200), octets, at, bytes })
      if (told.read !== undefined || told.refusal !== undefined) return told
    }
    return {}
  }

  watch(bench, () => {
    views.value = []
    void lookAgain().catch(() => undefined)
  }, { immediate: true })
  core.on('audit.progressed', progressed => {
    if (progressed.attempt === bench.value) void lookAgain().catch(() => undefined)
  })

  return { views, running, of, plan, run, stop, exported, takeContract }
})
