// Whether the blocks of a lab's text name what is there, and the matrices that the page cannot make by itself.
import { type Block, type BlockOf, BLOCKS, readBlock } from '../../model/block.ts'
import { keepSeeds } from '../../model/blanks.ts'
import { matrixOf, type Matrix } from '../../model/capability.ts'
import { CLIENT } from '../../model/journey.ts'
import type { LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { type Origin, originsOf } from '../../model/scenario.ts'
import type { Brief } from './brief.ts'
import type { Fence } from './check-markdown.ts'
import { nearestWord } from '../../model/nearest-word.ts'

export interface CheckedBlocks {
  readonly problems: Problem[]
  /** By the step's id, `''` for the text before the first: what the learner is to see of the scenario, in the order of the text. */
  readonly matrices: Record<string, Matrix[]>
}

interface Wrong { readonly line: number; readonly column: number; readonly what: string; readonly mend: string; readonly word?: string; readonly among?: readonly string[] }

/** @param fences those of the whole text @returns what is wrong with its blocks, and what the matrices among them show. */
export function checkBlocks(file: string, fences: readonly Fence[], brief: Brief, lab: LabFile): CheckedBlocks {
  const problems: Problem[] = []
  const matrices: Record<string, Matrix[]> = {}
  const placed = new Set<string>()
  for (const fence of fences) {
    const say = ({ line, column, what, mend, word, among }: Wrong) => {
      const near = word === undefined ? undefined : nearestWord(word, among ?? [])
      problems.push({ file, line: fence.line + line, column, what, mend: near === undefined ? mend : `Write "${near}".` })
    }
    const [name = ''] = fence.info.trim().split(/\s/, 1)
    if (fence.isNested) {
      if (name !== 'http' && BLOCKS.some(block => block === name)) say({ line: 0, column: 1, what: `the block "${name}" stands inside of a list or a quotation`, mend: 'Put it between two paragraphs, at the left margin.' })
      continue
    }
    const read = readBlock(fence.info, keepSeeds(fence.content))
    if ('faults' in read) {
      for (const fault of read.faults) say(fault)
      continue
    }
    const step = brief.sections.findLast(({ line }) => line <= fence.line)?.id ?? ''
    for (const wrong of wrongIn(read.block, fence, lab, step, placed)) say(wrong)
    const origin = read.block.kind === 'matrix' && read.block.from === 'scenario' ? originOf(read.block, lab) : undefined
    if (origin && read.block.kind === 'matrix') (matrices[step] ??= []).push(matrixOf(origin, read.block))
  }
  return { problems, matrices }
}

/** Where a word stands first in the lines of a block. */
function placeOf(word: string, { content }: Fence, key = ''): { line: number; column: number } {
  const lines = content.split('\n')
  const nth = Math.max(0, lines.findIndex(line => line.trimStart().startsWith(key) && line.split(/[\s,:]+/).includes(word)))
  return { line: nth + 1, column: Math.max(0, lines[nth]?.lastIndexOf(word) ?? 0) + 1 }
}

function wrongIn(block: Block, fence: Fence, lab: LabFile, step: string, placed: Set<string>): Wrong[] {
  switch (block.kind) {
    case 'expectation':
    case 'question': return block.ids.flatMap(id => wrongId(block.kind, id, fence, lab, step, placed))
    case 'hint': return wrongHint(lab, step, placed)
    case 'exchange': return wrongExchange(block, fence, lab)
    case 'matrix': return wrongMatrix(block, fence, lab)
    case 'ladder': return wrongLadder(block, fence, lab)
    case 'request':
    case 'aside':
    case 'code': return []
  }
}

function wrongId(kind: 'expectation' | 'question', id: string, fence: Fence, lab: LabFile, step: string, placed: Set<string>): Wrong[] {
  const idsOf = ({ expectations, questions }: LabFile['steps'][number]) => (kind === 'expectation' ? expectations : questions).map(one => one.id)
  const here = lab.steps.find(one => one.id === step)
  const place = placeOf(id, fence)
  if (!here) return [{ line: 0, column: 1, what: `the block "${kind}" stands before the first step`, mend: 'Put it below the heading of its step.' }]
  const among = idsOf(here)
  if (!among.includes(id)) {
    const other = lab.steps.find(one => idsOf(one).includes(id))
    if (other) return [{ ...place, what: `the ${kind} "${id}" is one of the step "${other.id}"`, mend: `Put the block below "## ${other.id}".` }]
    const known = among.length > 0 ? `one of ${among.join(', ')} is expected` : `the step "${step}" has none`
    return [{ ...place, what: `no ${kind} of this step is called "${id}", ${known}`, mend: 'Correct the id, or take the line away.', word: id, among }]
  }
  if (placed.has(id)) return [{ ...place, what: `the ${kind} "${id}" has its place already`, mend: 'Keep one of the two.' }]
  placed.add(id)
  return []
}

function wrongHint(lab: LabFile, step: string, placed: Set<string>): Wrong[] {
  const count = lab.steps.find(one => one.id === step)?.hints.length ?? 0
  const key = `hint ${step}`
  if (count === 0) return [{ line: 0, column: 1, what: step === '' ? 'the block "hint" stands before the first step' : `the step "${step}" has no hints`, mend: 'Take the block away, or write hints into lab.yaml.' }]
  if (placed.has(key)) return [{ line: 0, column: 1, what: 'the hints of this step have their place already', mend: 'Keep one of the two.' }]
  placed.add(key)
  return []
}

function wrongExchange({ of }: BlockOf<'exchange'>, fence: Fence, lab: LabFile): Wrong[] {
  const among = lab.steps.flatMap(({ expectations }) => expectations.map(({ id }) => id))
  if (of === undefined || among.includes(of)) return []
  return [{ ...placeOf(of, fence, 'of'), what: `no expectation is called "${of}", one of ${among.join(', ')} is expected`, mend: 'Correct the id.', word: of, among }]
}

function wrongMatrix(block: BlockOf<'matrix'>, fence: Fence, lab: LabFile): Wrong[] {
  const names = lab.scenario.participants.map(({ name }) => name)
  const { participant, from } = block
  if (participant !== undefined && !names.includes(participant)) return [unknownParticipant(participant, placeOf(participant, fence, 'participant'), names)]
  if (from === 'probes') return []
  if (from === 'edits') return wrongEdits(participant ?? '', fence, lab)
  const origins = originsOf(lab.scenario)
  const origin = originOf(block, lab)
  const place = participant === undefined ? { line: 0, column: 1 } : placeOf(participant, fence, 'participant')
  if (!origin) {
    const among = origins.map(({ name }) => name).join(', ')
    return [{ ...place, what: participant === undefined ? `there are several origins, ${among}` : `"${participant}" is no origin; what it answers is not declared`, mend: participant === undefined ? `Write "participant: ${origins[0]?.name ?? ''}".` : `Name one of ${among}, or write "from: probes".` }]
  }
  if (origin.persona !== undefined) return [{ ...place, what: `"${origin.name}" answers as ${origin.persona} was measured to, which its tables do not say`, mend: 'Write "from: probes".' }]
  return []
}

function wrongEdits(name: string, fence: Fence, lab: LabFile): Wrong[] {
  const origin = originsOf(lab.scenario).find(one => one.name === name)
  return origin?.editable ? [] : [{ ...placeOf(name, fence, 'edits'), what: `"${name}" is no origin that may be edited`, mend: 'Write "editable: true" at the origin in the scenario, or name another.' }]
}

/** The origin that is named, or the only one. */
function originOf({ participant }: BlockOf<'matrix'>, lab: LabFile): Origin | undefined {
  const origins = originsOf(lab.scenario)
  if (participant === undefined) return origins.length === 1 ? origins[0] : undefined
  return origins.find(({ name }) => name === participant)
}

function wrongLadder({ lines }: BlockOf<'ladder'>, fence: Fence, lab: LabFile): Wrong[] {
  const names = [CLIENT, ...lab.scenario.participants.map(({ name }) => name)]
  const named = new Set(lines.flatMap(line => (line.kind === 'note' ? [line.at] : [line.from, line.to])))
  const wrong = [...named].filter(name => !names.includes(name)).map(name => unknownParticipant(name, placeInLadder(name, fence), names))
  const self = lines.find(line => line.kind !== 'note' && line.from === line.to)
  return self && self.kind !== 'note' ? [...wrong, { ...placeInLadder(self.from, fence), what: `"${self.from}" sends to itself`, mend: 'Name the other end, or write "name: words" for what it does.' }] : wrong
}

function placeInLadder(name: string, { content }: Fence): { line: number; column: number } {
  const lines = content.split('\n').map(line => line.split(':', 1).join(''))
  const nth = Math.max(0, lines.findIndex(line => line.split(/ *-?->? *|\s+/).includes(name) || line.split(/\s|->|-->/).includes(name)))
  return { line: nth + 1, column: Math.max(0, lines[nth]?.indexOf(name) ?? 0) + 1 }
}

function unknownParticipant(name: string, place: { line: number; column: number }, among: readonly string[]): Wrong {
  return { ...place, what: `no participant is called "${name}", one of ${among.join(', ')} is expected`, mend: 'Correct the name.', word: name, among }
}
