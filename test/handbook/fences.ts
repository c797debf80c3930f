// The fenced blocks of a page.

export interface Fence { readonly info: string; readonly content: string }

/** @returns each block at the margin, with what stands behind its fence. */
export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```([^\n]*)\n([^]*?)^```$/gm)].map(([, info = '', content = '']) => ({ info: info.trim(), content }))
}
