// What the workbench works at beside the labs: a topology drawn on the spot, a server of the learner's own, or a capture from a file.
import { z } from 'zod'
import { Phrase } from './phrase.ts'
import { Scenario } from './scenario.ts'

export const BENCH_KINDS = ['playground', 'server', 'capture'] as const
export type BenchKind = (typeof BENCH_KINDS)[number]

export const BenchTitle = z.string().trim().min(1).max(200)

/** The bound of a topology's file, in octets: as for every file of an author. */
export const MOST_TOPOLOGY_OCTETS = 262_144
/** A longer capture is not looked at in the page; `lab501 inspect` and `grade` read it. */
export const MOST_CAPTURE_OCTETS = 64 * 1_048_576

/** A topology without a lab. `source`: the text that a person wrote it as last, with its comments. */
export const PlaygroundSetup = z.strictObject({ kind: z.literal('playground'), title: BenchTitle, scenario: Scenario, source: z.string().max(MOST_TOPOLOGY_OCTETS).optional() })
export type PlaygroundSetup = z.infer<typeof PlaygroundSetup>
/** The same as a file, `NAME.topology.yaml`. */
export const TopologyFile = z.strictObject({ format: z.literal(1), title: BenchTitle, scenario: Scenario })
export type TopologyFile = z.infer<typeof TopologyFile>
/** What a person has drawn, whether it fits or not. */
export const Drawing = z.object({ title: z.string().max(1_000), scenario: z.unknown(), source: z.string().max(MOST_TOPOLOGY_OCTETS).optional() })
export type Drawing = Readonly<z.infer<typeof Drawing>>
/** What does not fit in it: where, what, and the mend. */
export const DrawingFault = z.object({ path: z.array(z.union([z.string(), z.number()])), what: z.string(), mend: z.string() })
export type DrawingFault = Readonly<z.infer<typeof DrawingFault>>
/** A topology to begin with, what it shows in a sentence, and a first request as an `.http` text. */
export const Starter = z.object({ says: z.string(), request: z.string().optional(), setup: PlaygroundSetup, isLab: z.boolean().optional() })
export type Starter = Readonly<z.infer<typeof Starter>>
/** `url` names an address of this machine; whether it does is said in words by whoever reads it, of an empty one too. */
export const ServerSetup = z.strictObject({ kind: z.literal('server'), url: z.string().max(2_000), title: BenchTitle.optional() })
/** `title` is the name of the file at first; `told` is what is not in it as it was on the wire. */
export const CaptureSetup = z.strictObject({ kind: z.literal('capture'), title: BenchTitle, told: z.array(Phrase).max(50).optional() })

export const BenchSetup = z.discriminatedUnion('kind', [PlaygroundSetup, ServerSetup, CaptureSetup])
export type BenchSetup = z.infer<typeof BenchSetup>

/** A bench as it is listed. */
export const BenchSummary = z.object({ attempt: z.string(), kind: z.enum(BENCH_KINDS), title: z.string(), startedWallMs: z.number(), exchanges: z.int().nonnegative() })
export type BenchSummary = Readonly<z.infer<typeof BenchSummary>>

/** No lab has such an id, so that attempts at a bench and at a lab are never taken for one another. @returns what stands in the place of the lab's id */
export function benchId(kind: BenchKind): string {
  return `@${kind}`
}

/** @returns what a person calls it by. */
export function titleOfSetup(setup: BenchSetup): string {
  return setup.kind === 'server' ? setup.title ?? setup.url : setup.title
}
