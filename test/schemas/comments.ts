// Doc comments of the model beside the zod schemas that they are about: source and running value are walked side by side.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import type { core } from 'zod'

const MODEL = join(import.meta.dirname, '../../electron/model')

/** What the source says about one schema. */
export interface Said {
  /** Of the constant that holds it, or of the nearest one around it, with the way from there: `Gateway.routes`. */
  path: string
  /** The name of the constant, for the first schema that it holds. */
  name?: string
  doc?: string
  /** The comments above an object's keys. */
  readonly keys: Map<string, string>
}
export type Schema = core.$ZodType
interface Place { readonly file: string; readonly node: ts.Expression; readonly doc: string | undefined }

/** @returns what the source says about `root` and every schema in it. @param name the constant in `file` that holds it */
export function readComments(root: Schema, file: string, name: string): Map<Schema, Said> {
  const said = new Map<Schema, Said>()
  const start = find(file, name)
  if (!start) throw new Error(`there is no ${name} in ${file}`)
  walk(start, root, name, name, said)
  return said
}

function walk(place: Place, wrapped: Schema, path: string, name: string | undefined, said: Map<Schema, Said>): void {
  const schema = coreOf(wrapped)
  const { def } = (schema as core.$ZodTypes)._zod
  const { file } = place
  const node = peeled(place.node)
  if (ts.isIdentifier(node)) {
    const named = find(file, node.text)
    if (named) walk({ ...named, doc: named.doc ?? place.doc }, schema, node.text, node.text, said)
    return
  }
  if (said.has(schema)) return
  const own: Said = { path, ...(name !== undefined && { name }), ...(place.doc !== undefined && { doc: place.doc }), keys: new Map() }
  said.set(schema, own)
  const below = (inner: ts.Expression | undefined, value: Schema, way: string) => {
    if (inner) walk({ file, node: inner, doc: undefined }, value, way, undefined, said)
  }
  const [first, second] = ts.isCallExpression(node) ? node.arguments : []
  if (def.type === 'array') below(first, def.element, path)
  if (def.type === 'record') {
    below(first, def.keyType, `${path} key`)
    below(second, def.valueType, `${path}.*`)
  }
  if (def.type === 'object') {
    for (const [key, property] of propertiesOf({ ...place, node })) {
      if (property.doc !== undefined) own.keys.set(key, property.doc)
      const value = def.shape[key]
      if (value) walk({ ...property, doc: undefined }, value, `${path}.${key}`, undefined, said)
    }
  }
  if (def.type === 'union') {
    for (const [nth, option] of elementsOf(file, second ?? first).entries()) {
      const value = def.options[nth]
      if (value) walk(option, value, `${path}${kindOf(value, nth)}`, undefined, said)
    }
  }
}

/** The form inside of what is optional or has a default. */
export function coreOf(schema: Schema): Schema {
  const { def } = (schema as core.$ZodTypes)._zod
  return 'innerType' in def ? coreOf(def.innerType) : schema
}

function kindOf(option: Schema, nth: number): string {
  const { def } = (coreOf(option) as core.$ZodTypes)._zod
  const kind = def.type === 'object' && def.shape['kind'] ? (coreOf(def.shape['kind']) as core.$ZodTypes)._zod.def : undefined
  return kind?.type === 'literal' ? ` ${String(kind.values[0])}` : ` ${nth + 1}`
}

/** `z.string().min(1).optional()` is `z.string()`; an `extend` is a form of its own. */
function peeled(node: ts.Expression): ts.Expression {
  if (ts.isAsExpression(node)) return peeled(node.expression)
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return node
  const { expression, name } = node.expression
  return name.text === 'extend' || (ts.isIdentifier(expression) && expression.text === 'z') || expression.getText() === 'z.iso' ? node : peeled(expression)
}

/** The keys of an object schema or literal, with those that are spread into it or extended. */
function propertiesOf({ file, node, doc }: Place): [string, Place][] {
  if (ts.isIdentifier(node)) {
    const named = find(file, node.text)
    return named ? propertiesOf({ ...named, node: peeled(named.node) }) : []
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const base = node.expression.name.text === 'extend' ? propertiesOf({ file, node: peeled(node.expression.expression), doc }) : []
    const [literal] = node.arguments
    return literal ? [...base, ...propertiesOf({ file, node: literal, doc })] : base
  }
  if (!ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap((property): [string, Place][] => {
    if (ts.isSpreadAssignment(property)) return propertiesOf({ file, node: property.expression, doc: undefined })
    if (ts.isShorthandPropertyAssignment(property)) return [[property.name.text, { file, node: property.name, doc: docAbove(property) }]]
    if (!ts.isPropertyAssignment(property)) return []
    return [[property.name.getText().replace(/^['"]|['"]$/g, ''), { file, node: property.initializer, doc: docAbove(property) }]]
  })
}

function elementsOf(file: string, node: ts.Expression | undefined): Place[] {
  if (!node) return []
  if (ts.isAsExpression(node)) return elementsOf(file, node.expression)
  if (ts.isIdentifier(node)) {
    const named = find(file, node.text)
    return named ? elementsOf(named.file, named.node) : []
  }
  if (!ts.isArrayLiteralExpression(node)) return []
  return node.elements.flatMap(element => ts.isSpreadElement(element) ? elementsOf(file, element.expression) : [{ file, node: element, doc: docAbove(element) }])
}

/** The doc comment right above, in one line. */
function docAbove(node: ts.Node): string | undefined {
  const text = node.getSourceFile().text
  const comment = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).map(({ pos, end }) => text.slice(pos, end)).findLast(one => one.startsWith('/**'))
  return comment?.replace(/^\/\*\*|\*\/$/g, '').replace(/\n\s*\* ?/g, ' ').replace(/\{@link (\w+)\}/g, '$1').trim()
}

const sources = new Map<string, { readonly constants: ReadonlyMap<string, Place>; readonly imports: ReadonlyMap<string, { file: string; name: string }> }>()

function find(file: string, name: string): Place | undefined {
  const source = sources.get(file) ?? read(file)
  const imported = source.imports.get(name)
  return source.constants.get(name) ?? (imported && find(imported.file, imported.name))
}

function read(file: string) {
  const parsed = ts.createSourceFile(file, readFileSync(join(MODEL, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const constants = new Map<string, Place>()
  const imports = new Map<string, { file: string; name: string }>()
  for (const statement of parsed.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name) && initializer) constants.set(name.text, { file, node: initializer, doc: docAbove(statement) })
      }
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    const from = statement.moduleSpecifier.text.replace('./', '')
    if (!bindings || !ts.isNamedImports(bindings) || !readdirSync(MODEL).includes(from)) continue
    for (const { name, propertyName } of bindings.elements) imports.set(name.text, { file: from, name: propertyName?.text ?? name.text })
  }
  const source = { constants, imports }
  sources.set(file, source)
  return source
}
