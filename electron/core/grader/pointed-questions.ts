// Questions whose right answer is in the capture: these very octets, or whoever the trace shows to have answered.
import { aside } from '../../model/asides-en.ts'
import type { ByteRange } from '../../model/bytes.ts'
import type { RequestMessage, ResponseMessage } from '../../model/message.ts'
import { phrase } from '../../model/phrase.ts'
import type { MessagePart, QuestionOf } from '../../model/question.ts'
import { probeOf } from './condition.ts'
import { octets } from './evidence.ts'
import { answered, couldNotJudge, notYet, type Finding } from './finding.ts'
import { placesOfAnswerer } from './matchers/answered-by.ts'
import type { Reading, Side } from './reading.ts'

/** @returns whether the octets pointed at lie in the part that is asked for, of an exchange that will do. */
export function judgeBytes({ about, side, part, right, wrong, elsewhere, near }: QuestionOf<'bytes'>, value: string, readings: readonly Reading[]): Finding {
  const pointed = /^(x\d{1,15}) (request|response) (\d{1,15})-(\d{1,15})$/.exec(value)
  const reading = readings.find(({ exchange }) => exchange.id === pointed?.[1])
  const range = { start: Number(pointed?.[3]), end: Number(pointed?.[4]) }
  const pointedSide: Side = pointed?.[2] === 'request' ? 'request' : 'response'
  if (!pointed || !reading || range.end <= range.start || range.end > endOf(reading, pointedSide)) return couldNotJudge(aside('no-octets'))
  const evidence = [{ exchange: reading.exchange.id, side: pointedSide, range }]
  const isPart = (wanted: MessagePart) => rangesOfPart(wanted, reading.message(pointedSide)).some(place => range.start >= place.start && range.end <= place.end)
  const isThere = pointedSide === side && isPart(part)
  if (isThere && probeOf(about).isMet(reading)) return { ...answered(true, 'right', right), evidence }
  if (isThere) return { ...answered(false, elsewhere === undefined ? 'wrong' : 'elsewhere', elsewhere ?? wrong), evidence }
  const nth = near.findIndex(one => isPart(one.part))
  const miss = near[nth]
  return { ...answered(false, miss ? `near-${nth + 1}` : 'wrong', miss?.feedback ?? wrong), evidence }
}

/** @returns whether that participant answered the latest exchange that the question is about, wherever the trace leads. */
export function judgeAttribution({ about, right, wrong, near }: QuestionOf<'attribution'>, value: string, readings: readonly Reading[]): Finding {
  const probe = probeOf(about)
  const observed = readings.findLast(reading => reading.final !== undefined && probe.isMet(reading))
  if (!observed) return notYet(phrase('verdict.nothing-yet'))
  const { answerer, bench } = observed
  if (answerer === undefined) return notYet(phrase('verdict.answered-by-unknown'))
  if (!bench.participants.includes(value)) return couldNotJudge(aside('no-participant'))
  if (value === answerer) return { ...answered(true, 'right', right), evidence: placesOfAnswerer(observed) }
  const nth = near.findIndex(({ participant }) => participant === value)
  return answered(false, nth < 0 ? 'wrong' : `near-${nth + 1}`, near[nth]?.feedback ?? wrong)
}

/** @returns where a part stands in a message: each line for a field, nothing where there is none. */
export function rangesOfPart(part: MessagePart, message: RequestMessage | ResponseMessage | undefined): ByteRange[] {
  if (!message) return []
  if (typeof part === 'object') {
    const name = part.field.toLowerCase()
    return message.fields.filter(field => field.name.toLowerCase() === name).map(({ line }) => line)
  }
  switch (part) {
    case 'start-line': return [message.startLine]
    case 'content': return message.content.length > 0 ? [message.content.range] : []
    case 'method': return message.kind === 'request' ? [message.methodRange] : []
    case 'target': return message.kind === 'request' ? [message.targetRange] : []
    case 'status': return message.kind === 'response' ? [message.statusRange] : []
    case 'reason': return message.kind === 'response' ? [{ start: message.statusRange.end, end: message.startLine.end }] : []
    case 'version': return message.kind === 'request'
      ? [{ start: message.targetRange.end, end: message.startLine.end }]
      : [{ start: message.startLine.start, end: message.statusRange.start }]
  }
}

function endOf({ exchange }: Reading, side: Side): number {
  return octets(side === 'request' ? exchange.requestBytes : exchange.responseBytes)
}
