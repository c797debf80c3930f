// An editor of YAML in a shadow tree: there its styles are sheets of objects, which the content policy allows, and no style element.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Problem } from '../../../electron/model/problem.ts'

export interface TextEditor {
  readonly text: () => string
  /** Replaces the text; what the learner can undo begins anew. */
  readonly show: (text: string) => void
  readonly mark: (problems: readonly (Pick<Problem, 'line' | 'column'> & { readonly message: string })[]) => void
  readonly goTo: (line: number, column: number) => void
  readonly close: () => void
}

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--sheet)', fontSize: 'var(--size-bytes)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--face-bytes)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--well)', color: 'var(--ink-faint)', border: 'none', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-wash) 50%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-wash)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--marker) !important' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-wash) !important', outline: '1px solid var(--accent)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--missed)', textUnderlineOffset: '3px' },
  '.cm-tooltip': { border: '1px solid var(--line-strong)', backgroundColor: 'var(--raised)', color: 'var(--ink)', fontFamily: 'var(--face-ui)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--missed)' },
})
const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--status-3)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink-soft)' },
])

/** @param label is what the editor is called @param onChange hears of what a person writes, and of nothing else */
export function openEditor(host: HTMLElement, text: string, label: string, onChange: (text: string) => void): TextEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  let isOurs = false
  const stateOf = (doc: string) => EditorState.create({ doc, extensions: [
    lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(), lintGutter(), yaml(), syntaxHighlighting(COLOURS), THEME,
    // Tab goes on to what comes next, as everywhere on the page.
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.updateListener.of(update => { if (update.docChanged && !isOurs) onChange(update.state.doc.toString()) }),
  ] })
  const view = new EditorView({ state: stateOf(text), parent: root, root })
  const placeOf = (line: number, column: number): number => {
    const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines))
    return Math.min(from + Math.max(column, 1) - 1, to)
  }
  return {
    text: () => view.state.doc.toString(),
    show(next) {
      isOurs = true
      view.setState(stateOf(next))
      isOurs = false
    },
    mark(problems) {
      view.dispatch(setDiagnostics(view.state, problems.map(({ line = 1, column = 1, message }) => {
        const from = placeOf(line, column)
        return { from, to: Math.max(from, view.state.doc.lineAt(from).to), severity: 'error' as const, message }
      })))
    },
    goTo(line, column) {
      view.dispatch({ selection: { anchor: placeOf(line, column) }, scrollIntoView: true })
      view.focus()
    },
    close: () => view.destroy(),
  }
}
