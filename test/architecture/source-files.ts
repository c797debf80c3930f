// The project's own files, by folder walk: a source archive has no git.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const NOT_OURS = new Set(['node_modules', '.git', 'out', 'dist', 'output'])
const TEXT = /\.(ts|js|cjs|mjs|vue|css|html|json|ya?ml|md|http|txt|svg)$|(^|\/)(run|LICENSE|\.[a-z]+rc|\.gitignore)$/

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
}

/** @returns all text files of the project. */
export function sourceFiles(): SourceFile[] {
  return walk(ROOT).map(path => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
}

/** @returns `path:line` for each line that matches, so that a failing test points at the place. */
export function places({ path, text }: SourceFile, pattern: RegExp): string[] {
  return text.split('\n').flatMap((line, at) => pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 100)}`] : [])
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (NOT_OURS.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return entry.isFile() && TEXT.test(path.split(sep).join('/')) ? [path] : []
  })
}
