// What a pack's YAML must not hold though YAML allows it: tags, doubled or hostile keys, endless aliases, great depth.
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { problemIn } from '../../model/problems-en.ts'

/** Keys that would reach into the prototype of a careless reader's object. */
export const HOSTILE_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
export const MAX_DEPTH = 40
export const TOO_DEEP = { what: problemIn('what.too-deep'), mend: problemIn('mend.levels', { most: MAX_DEPTH }) } as const

export interface Fault { readonly offset: number; readonly what: string; readonly mend: string }
type Visit = { readonly node: Node; readonly depth: number } | { readonly leave: Node }

/**
 * Looks at every node once, without recursion, since the depth is the author's.
 * @returns the first fault in the order of the file, with its offset in `text`.
 */
export function faultIn(root: Node, text: string): Fault | undefined {
  const anchors = new Map<string, Node>()
  const open = new Set<Node>()
  const todo: Visit[] = [{ node: root, depth: 0 }]
  for (let visit = todo.pop(); visit; visit = todo.pop()) {
    if ('leave' in visit) { open.delete(visit.leave); continue }
    const { node, depth } = visit
    const offset = node.range?.[0] ?? 0
    if (depth > MAX_DEPTH) return { offset, ...TOO_DEEP }
    if (node.tag !== undefined) return faultOfTag(node.tag, tagOffset(text, offset))
    if (isAlias(node)) {
      const source = anchors.get(node.source)
      if (!source) return { offset, what: problemIn('what.alias-nothing', { alias: node.source }), mend: problemIn('mend.alias-before', { alias: node.source }) }
      if (open.has(source)) return { offset, what: problemIn('what.alias-inside', { alias: node.source }), mend: problemIn('mend.write-out') }
      continue
    }
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    if (!isMap(node) && !isSeq(node)) continue
    open.add(node)
    const inside: Node[] = []
    const keys = new Set<string>()
    for (const item of node.items as readonly (Node | Pair<Node, Node | null>)[]) {
      if (!('key' in item)) { inside.push(item); continue }
      const fault = faultOfKey(item.key, keys)
      if (fault) return fault
      if (item.value) inside.push(item.value)
    }
    todo.push({ leave: node })
    for (const child of inside.reverse()) todo.push({ node: child, depth: depth + 1 })
  }
  return undefined
}

function tagOffset(text: string, before: number): number {
  const mark = text.lastIndexOf('!', before)
  return text[mark - 1] === '!' ? mark - 1 : mark
}

/** @param tag as it is written, or as it is resolved */
export function faultOfTag(tag: string, offset: number): Fault {
  const written = tag.replace('tag:yaml.org,2002:', '!!')
  return { offset, what: problemIn('what.tag', { tag: written }), mend: problemIn('mend.take-away', { tag: written }) }
}

function faultOfKey(key: Node, known: Set<string>): Fault | undefined {
  const offset = key.range?.[0] ?? 0
  if (!isScalar(key) || key.tag !== undefined) return { offset, what: problemIn('what.key-no-text'), mend: problemIn('mend.key-word') }
  const name = String(key.value)
  if (HOSTILE_KEYS.has(name)) return { offset, what: problemIn('what.key-hostile', { key: name }), mend: problemIn('mend.other-word') }
  if (known.has(name)) return { offset, what: problemIn('what.key-twice', { key: name }), mend: problemIn('mend.keep-one') }
  known.add(name)
  return undefined
}
