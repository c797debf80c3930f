// What the core and the process of the topologies say to each other. The table is the same on both sides; a message that does not fit ends in words.
import { z } from 'zod'
import { Entry } from '../../model/attempt.ts'
import { Control, Deed } from '../../model/control.ts'
import { Draft } from '../../model/draft.ts'
import { Phrase } from '../../model/phrase.ts'
import type { Scenario } from '../../model/scenario.ts'

const call = z.int().positive()
const topology = z.int().positive()
const seq = z.int().nonnegative()

/** Read and checked when the lab was loaded; what is wrong with it all the same fails the opening, and nothing else. */
const Drawn = z.custom<Scenario>(value => typeof value === 'object' && value !== null)
const Certificate = z.object({ key: z.string(), certificate: z.string(), caFile: z.string() })

const Needs = z.object({
  scenario: Drawn,
  port: z.int().optional(),
  ports: z.record(z.string(), z.int()).optional(),
  certificate: Certificate.optional(),
  lastSeq: seq,
  controls: z.array(Deed).readonly(),
})

const Patience = z.object({ answerMs: z.number(), wholeMs: z.number(), octets: z.int() })

/** From the core. */
export const Order = z.discriminatedUnion('kind', [
  /** `spool` names its two files. */
  z.object({ kind: z.literal('open'), call, topology, needs: Needs, spool: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('send'), call, topology, draft: Draft, patience: Patience.optional(), to: z.string().optional() }),
  z.object({ kind: z.literal('control'), call, topology, control: Control }),
  z.object({ kind: z.literal('redraw'), call, topology, scenario: Drawn, certificate: Certificate.optional() }),
  z.object({ kind: z.literal('flush'), call, topology }),
  z.object({ kind: z.literal('close'), call, topology }),
  /** Segments up to this number came. */
  z.object({ kind: z.literal('received'), topology, upToSeq: seq }),
  /** The process ends. */
  z.object({ kind: z.literal('end') }),
])
export type Order = z.infer<typeof Order>

/** To the core. */
export const Report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), call, entries: z.array(Entry), notices: z.array(Phrase) }),
  z.object({ kind: z.literal('sent'), call, seqs: z.array(seq), failure: Phrase.optional() }),
  z.object({ kind: z.literal('done'), call }),
  /** `because` says which errors are told from others. */
  z.object({ kind: z.literal('failed'), call, because: z.enum(['port-taken', 'unknown-participant', 'other']), message: z.string() }),
  z.object({ kind: z.literal('segment'), topology, firstSeq: z.int().positive(), lastSeq: z.int().positive(), bytes: z.instanceof<typeof Uint8Array<ArrayBufferLike>>(Uint8Array) }),
  z.object({ kind: z.literal('trouble'), topology, message: z.string() }),
])
export type Report = z.infer<typeof Report>
export type Answer = Extract<Report, { call: number }>

/** One end of the way between the two processes. Messages are plain values and `Uint8Array`s, and arrive in order. */
export interface MessagePort {
  post(message: Order | Report): void
  onMessage(listener: (message: unknown) => void): void
}

/** The core's end, with the process behind it. */
export interface ChildProcessPort extends MessagePort {
  /** Called once, after the last message. */
  onEnd(listener: (why: string) => void): void
  /** Ends it at once, however it stands. */
  kill(): void
}

/** Starts the process of the topologies; each entry brings its own way. */
export type Launch = () => ChildProcessPort
