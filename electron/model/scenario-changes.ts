// What is other in one scenario than in another, in sentences, and what follows from it for whoever asks.
import { statusDeclared } from './capability.ts'
import { aboutPersona } from './persona.ts'
import { phrase, type Phrase } from './phrase.ts'
import { upstreamsOf, type Gateway, type Origin, type Participant, type Scenario } from './scenario.ts'

/** Nobody reads on; the drawing shows the rest. */
const MOST = 6

/** @returns at most six sentences, and a last one that counts the others; none where nothing is other. */
export function changesInScenario(before: Scenario, after: Scenario): Phrase[] {
  const says = [...people(before, after), ...after.participants.flatMap(now => {
    const was = before.participants.find(({ name }) => name === now.name)
    return was ? changesIn(was, now) : []
  }), ...(same([before.seed, before.clock, before.clockRuns], [after.seed, after.clock, after.clockRuns]) ? [] : [phrase('redraw.time')])]
  return says.length <= MOST ? says : [...says.slice(0, MOST), phrase('redraw.more', { count: says.length - MOST })]
}

function people({ participants: before }: Scenario, { participants: after }: Scenario): Phrase[] {
  const come = after.filter(({ name }) => before.every(other => other.name !== name))
  const gone = before.filter(({ name }) => after.every(other => other.name !== name))
  const [first] = after
  return [
    ...gone.map(({ name }) => phrase('redraw.gone', { name })),
    ...come.map(one => (one.role === 'origin' ? phrase('redraw.come-origin', { name: one.name }) : phrase(`redraw.come-${one.role}`, { name: one.name, to: [...new Set(upstreamsOf(one))].join(', ') }))),
    ...(first && before[0] && first.name !== before[0].name ? [phrase('redraw.entry', { name: first.name })] : []),
  ]
}

function changesIn(was: Participant, now: Participant): Phrase[] {
  const { name } = now
  const persona = was.persona === now.persona ? [] : [now.persona === undefined ? phrase('redraw.no-persona', { name }) : phrase('redraw.persona', { name, persona: aboutPersona(now.persona).name })]
  const reached = was.tls === now.tls && was.http2 === now.http2 ? [] : [phrase('redraw.reached', { name, how: `${now.tls ? 'https' : 'http'}, HTTP/1.1${now.http2 ? ', HTTP/2' : ''}` })]
  const own = was.role === 'origin' && now.role === 'origin' ? tables(was, now) : was.role === 'gateway' && now.role === 'gateway' ? gateways(was, now) : []
  const said = [...persona, ...reached, ...own]
  return said.length > 0 || same(was, now) ? said : [phrase('redraw.settings', { name })]
}

function tables(was: Origin, now: Origin): Phrase[] {
  const { name } = now
  const methods = now.implements.filter(method => !was.implements.includes(method)).map(method => phrase('redraw.implements', { name, method }))
  const lost = was.implements.filter(method => !now.implements.includes(method)).map(method => phrase('redraw.implements-not', { name, method }))
  const targets = Object.keys(now.resources).filter(target => !Object.hasOwn(was.resources, target)).map(target => phrase('redraw.resource', { name, target }))
  const left = Object.keys(was.resources).filter(target => !Object.hasOwn(now.resources, target)).map(target => phrase('redraw.resource-gone', { name, target }))
  const cells = Object.entries(now.resources).flatMap(([target, resource]) => {
    const old = was.resources[target]
    return old ? [...new Set([...Object.keys(old), ...Object.keys(resource)])].filter(method => !same(old[method], resource[method])).map(method => cell(was, now, target, method)) : []
  })
  const said = [...methods, ...lost, ...left, ...targets, ...cells]
  // A persona may refuse what the tables take.
  return said.length > 0 && now.persona !== undefined ? [...said, phrase('redraw.persona-first', { persona: aboutPersona(now.persona).name })] : said
}

function cell(was: Origin, now: Origin, target: string, method: string): Phrase {
  const [before, after] = [statusDeclared(was, method, target), statusDeclared(now, method, target)]
  const how = now.resources[target]?.[method] === undefined ? 'takes-not' : was.resources[target]?.[method] === undefined ? 'takes' : 'handler'
  if (after === 0) return phrase('redraw.depends', { method, target })
  return before === 0 || before === after ? phrase(`redraw.${how}`, { method, target, after }) : phrase(`redraw.${how}-before`, { method, target, after, before })
}

function gateways(was: Gateway, now: Gateway): Phrase[] {
  const { name } = now
  const refuses = [...new Set([...Object.keys(was.refuses), ...Object.keys(now.refuses)])].filter(method => was.refuses[method] !== now.refuses[method]).map(method => (
    now.refuses[method] === undefined ? phrase('redraw.forwards', { name, method }) : phrase('redraw.refuses', { name, method, status: now.refuses[method] })
  ))
  const translates = [...new Set([...Object.keys(was.translates), ...Object.keys(now.translates)])].filter(method => was.translates[method] !== now.translates[method]).map(method => (
    now.translates[method] === undefined ? phrase('redraw.forwards', { name, method }) : phrase('redraw.translates', { name, method, as: now.translates[method] })
  ))
  return [...refuses, ...translates, ...(same(was.routes, now.routes) ? [] : [phrase('redraw.routes', { name, to: [...new Set(upstreamsOf(now))].join(', ') })])]
}

/** Both are plain values in the order in which they were declared. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
