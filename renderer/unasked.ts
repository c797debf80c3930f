// Leaves out of the page what of the model nobody asks for. A word of the model is one file with its schema, its type and its functions; the page needs
// the last two, and a bundler keeps every schema and the library that makes them unless it is told that making them does nothing else.
import type { Plugin } from 'vite'

/** What a bundler sees through by itself. */
const PLAIN: ReadonlySet<string> = new Set(['Literal', 'TemplateLiteral', 'ArrowFunctionExpression'])

/** Each value of a file of the model or the contract is made by a function that is marked as free of effects, which the layers promise: both are pure. */
export const unasked: Plugin = {
  name: 'lab501-unasked',
  apply: 'build',
  transform: {
    filter: { id: /\/electron\/(?:model|contract)\/[^?]+\.ts$/ },
    handler(code) {
      const made = this.parse(code).body.flatMap(statement => {
        const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
        return declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(({ init }) => (init && !PLAIN.has(init.type) ? [init] : [])) : []
      })
      const marked = made.reduceRight((text, { start, end }) => `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`, code)
      return { code: marked, map: null }
    },
  },
}
