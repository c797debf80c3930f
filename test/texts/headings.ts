// The names of headings, as the viewers of Markdown on the web give them.
import type { Token } from 'markdown-it'

/** @returns for each heading, by its place among the tokens, its name and its words; the second of a name gets a number */
export function headingsOf(tokens: readonly Token[]): Map<number, { readonly name: string; readonly words: string; readonly level: number }> {
  const seen = new Map<string, number>()
  return new Map(tokens.flatMap((token, at) => {
    if (token.type !== 'heading_open') return []
    const words = (tokens[at + 1]?.children ?? []).map(({ content }) => content).join('')
    const name = words.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-')
    const nth = seen.get(name) ?? 0
    seen.set(name, nth + 1)
    return [[at, { name: nth === 0 ? name : `${name}-${nth}`, words, level: Number(token.tag.slice(1)) }] as const]
  }))
}
