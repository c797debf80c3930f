// What stands around Lab 501 on a machine: its clock, its proxies, the packs that are there.
import type { SeatFinding } from '../../model/seat-finding.ts'
import { describeProblem, type Problem } from '../../model/problem.ts'
import { seatSays } from '../../model/seat-en.ts'
import { finding } from './finding.ts'

/** No Lab 501 is older, and nobody will hold a workshop with this one later. */
const [EARLIEST, LATEST] = [Date.UTC(2026, 0, 1), Date.UTC(2056, 0, 1)]
const LOCAL = ['localhost', '127.0.0.1', '::1']

/** Results are told apart by their times, and certificates have a first and a last day. */
export function clockFinding(nowMs: number): SeatFinding {
  const time = Number.isFinite(nowMs) ? new Date(nowMs).toISOString().slice(0, 16).replace('T', ' ') : 'no time at all'
  const isSane = nowMs >= EARLIEST && nowMs < LATEST
  return finding('clock', true, seatSays('clock.fine', { time }), isSane ? undefined : { what: seatSays('clock.odd', { time }), mend: seatSays('clock.mend') })
}

/** Lab 501 itself asks no proxy; a learner's own curl would, and its request would never arrive. */
export function proxyFinding(env: Readonly<Record<string, string | undefined>>): SeatFinding {
  const set = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'].filter(name => env[name])
  const spared = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',').map(one => one.trim().replace(/^\[|\]$/g, ''))
  const caught = spared.includes('*') ? [] : LOCAL.filter(name => !spared.includes(name))
  if (set.length === 0 || caught.length === 0) return finding('proxy', false, seatSays('proxy.fine'), undefined)
  return finding('proxy', false, '', { what: seatSays('proxy.caught', { which: set.join(', '), caught: caught.join(', ') }), mend: seatSays('proxy.mend', { local: LOCAL.join(',') }) })
}

/** A broken lab is left out, so only a house without labs stops the main job. @param where they were looked for */
export function packsFinding({ labs, problems }: { readonly labs: readonly unknown[]; readonly problems: readonly Problem[] }, where: readonly string[]): SeatFinding {
  const first = problems[0] && describeProblem(problems[0])
  if (labs.length === 0) return finding('packs', true, '', { what: first ?? seatSays('packs.none', { folders: where.join(', ') }), mend: seatSays('packs.none-mend') })
  return finding('packs', false, seatSays('packs.fine', { count: labs.length }), first === undefined ? undefined : { what: seatSays('packs.problems', { count: problems.length, first }), mend: seatSays('packs.problems-mend') })
}
