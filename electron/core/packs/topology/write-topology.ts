// A topology as the text of a file: what a person wrote stays as it stands, and only what is other now is written anew.
import { isDeepStrictEqual } from 'node:util'
import { Document, isAlias, isCollection, isMap, isScalar, isSeq, Pair, parseDocument, Scalar, visit, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { TopologyFile, type PlaygroundSetup } from '../../../model/bench.ts'
import { phrase, sayInEnglish } from '../../../model/phrase.ts'
import { readTopology } from './read-topology.ts'
import { withoutDefaults } from './without-defaults.ts'

/** No line is folded: what stands in the text is what is sent. */
const YAML = { lineWidth: 0, blockQuote: 'literal', flowCollectionPadding: true } as const
/** What is no longer than this stands on one line, from a participant inwards; but each method of a resource, and each route, has its own. */
const ONE_LINE = 90
const PARTICIPANT = 3
const RESOURCE = 5

/** @returns a name for the file, and its text, which is read back as the same topology */
export function writeTopology({ title, scenario, source }: PlaygroundSetup): { name: string; text: string } {
  const whole = { format: 1 as const, title, scenario }
  const name = `${title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'topology'}.topology.yaml`
  return { name, text: (source !== undefined && amended(source, whole)) || afresh(whole) }
}

function afresh(whole: TopologyFile): string {
  const document = new Document(made(withoutDefaults(whole, TopologyFile), 0))
  document.commentBefore = ` ${sayInEnglish(phrase('topology-file.head'))}`
  const said = new Set<string>()
  visit(document, {
    Pair(_, { key, value }, path) {
      const word = isScalar(key) ? String(key.value) : ''
      // The first of its kind explains all; what stands on one line has no place for it.
      if (!isCollection(value) || said.has(word) || (word !== 'participants' && word !== 'implements' && word !== 'resources' && word !== 'routes')) return
      if (path.some(around => isCollection(around) && around.flow === true)) return
      said.add(word)
      ;(key as Scalar).commentBefore = ` ${sayInEnglish(phrase(`topology-file.${word}`))}`
    },
  })
  return document.toString(YAML)
}

/** @returns the text that a person wrote, amended to what holds now; undefined where that cannot be done without losing something */
function amended(source: string, whole: TopologyFile): string | undefined {
  const { setup } = readTopology('', source)
  if (!setup) return undefined
  const before = { format: 1, title: setup.title, scenario: setup.scenario }
  if (isDeepStrictEqual(before, whole)) return source
  const document = parseDocument(source, { schema: 'core', version: '1.2', merge: false })
  let hasAlias = false
  visit(document, { Alias() { hasAlias = true; return visit.BREAK } })
  if (hasAlias || !isMap(document.contents)) return undefined
  amend(document.contents, before, whole, withoutDefaults(whole, TopologyFile), 0)
  const text = document.toString(YAML)
  const again = readTopology('', text).setup
  return again && isDeepStrictEqual({ format: 1, title: again.title, scenario: again.scenario }, whole) ? text : undefined
}

/** @param brief is `after` without what goes without saying */
function amend(node: Node, before: unknown, after: unknown, brief: unknown, depth: number): void {
  if (isMap(node) && isObject(before) && isObject(after) && isObject(brief)) amendMap(node, before, after, brief, depth)
  else if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && Array.isArray(brief)) amendList(node, before, after, brief, depth)
}

function amendMap(node: YAMLMap, before: Record<string, unknown>, after: Record<string, unknown>, brief: Record<string, unknown>, depth: number): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[key], after[key])) continue
    const pair = (node.items as Pair<Node, Node | null>[]).find(item => isScalar(item.key) && String(item.key.value) === key)
    if (!Object.hasOwn(brief, key)) {
      if (pair) node.items.splice(node.items.indexOf(pair), 1)
    } else if (pair?.value && canAmend(pair.value, after[key])) amend(pair.value, before[key], after[key], brief[key], depth + 1)
    else if (pair && isScalar(pair.value) && !isObject(brief[key]) && !Array.isArray(brief[key])) pair.value.value = brief[key]
    else if (pair) pair.value = made(brief[key], depth + 1)
    else node.items.push(new Pair(new Scalar(key), made(brief[key], depth + 1)))
  }
}

/** Participants are known by their names, wherever they stand now; everything else by its place. */
function amendList(node: YAMLSeq, before: readonly unknown[], after: readonly unknown[], brief: readonly unknown[], depth: number): void {
  const nameOf = (value: unknown, at: number) => (isObject(value) && typeof value['name'] === 'string' ? value['name'] : at)
  const old = new Map(before.map((value, at) => [nameOf(value, at), { value, node: node.items[at] as Node | undefined }]))
  node.items = after.map((value, at) => {
    const known = old.get(nameOf(value, at))
    if (!known?.node || (!isDeepStrictEqual(known.value, value) && !canAmend(known.node, value))) return made(brief[at], depth + 1)
    amend(known.node, known.value, value, brief[at], depth + 1)
    return known.node
  })
}

function canAmend(node: Node, after: unknown): boolean {
  return !isAlias(node) && ((isMap(node) && isObject(after)) || (isSeq(node) && Array.isArray(after)))
}

function made(value: unknown, depth: number): Node | null {
  return layOut(new Document(value, { aliasDuplicateObjects: false }).contents, depth)
}

/** What is short stands on one line, as a person would write it; the frame of the file never does. */
function layOut(node: Node | null, depth: number): Node | null {
  if (!isCollection(node)) return node
  const length = JSON.stringify(node.toJSON()).length
  node.flow = length <= 2 || (depth >= PARTICIPANT && depth !== RESOURCE && length <= ONE_LINE)
  if (!node.flow) for (const item of node.items) layOut((isMap(node) ? (item as Pair<Node, Node | null>).value : item as Node) ?? null, depth + 1)
  return node
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
