// The page that lists every key of an author's files: made from the published schemas, so that it says what they say.
import { type FileKind, type Json, NAMES, publish } from './publish.ts'

const HEAD = `# Every key

This page is made from the schemas (\`npm run schemas\`); a test keeps it current. What the keys mean together is in the [tutorial](tutorial.md), the
[cookbook](cookbook.md) and [lab-format.md](../lab-format.md). A key in **bold** must be there. \`a.b\` is the key \`b\` of the mapping under \`a\`, \`a[].b\` that of
each mapping in the list under \`a\`. Where a text is asked for, \`{{url}}\`, \`{{port}}\` and the blanks for each attempt, such as \`{{seed.method}}\`, may stand in it.`

const INTRO: Readonly<Record<FileKind, string>> = {
  pack: 'One in each pack, in its folder.',
  lab: 'One in the folder of each lab.',
  proof: 'One in the folder of each lab, beside `lab.yaml`.',
  texts: 'For each language of the pack but the first, one in the folder of each lab, named after it: here `de`.',
}

/** @returns the Markdown. */
export function referenceOf(): string {
  const told = new Set<string>()
  return [HEAD, ...(['pack', 'lab', 'proof', 'texts'] as const).map(kind => {
    const schema = publish(kind)
    const forms = Object.entries((schema['definitions'] ?? {}) as Record<string, Json>).filter(([name]) => !told.has(name))
    for (const [name] of forms) told.add(name)
    return [`## ${NAMES[kind]}\n\n${INTRO[kind]}\n\n${tableOf(schema)}`, ...forms.map(([name, form]) => `### ${name}\n\n${wordsOf(form)}${bodyOf(form)}`)].join('\n\n')
  })].join('\n\n').trimEnd() + '\n'
}

function wordsOf({ description }: Json): string {
  return typeof description === 'string' ? `${escaped(description)}\n\n` : ''
}

function bodyOf(form: Json): string {
  if (form['properties'] !== undefined) return tableOf(form)
  const options = optionsOf(form)
  if (options.length < 2) return `${capital(kindOf(form))}.`
  return options.map(option => {
    const words = typeof option['description'] === 'string' && option['$ref'] === undefined ? `: ${escaped(option['description'])}` : ''
    return option['properties'] === undefined ? `- ${kindOf(option)}${words}` : `- ${nameOf(option)}${words}\n\n${indented(tableOf(option))}\n`
  }).join('\n').trimEnd()
}

/** A mapping among other forms, by what tells it apart. */
function nameOf(option: Json): string {
  const kind = (option['properties'] as Record<string, Json> | undefined)?.['kind']
  return kind?.['const'] === undefined ? 'a mapping' : `\`kind: ${JSON.stringify(kind['const']).replaceAll('"', '')}\``
}

function indented(text: string): string {
  return text.split('\n').map(line => `  ${line}`).join('\n')
}

function tableOf(form: Json): string {
  const rows = rowsOf(form, '')
  return ['| key | takes | |', '| --- | --- | --- |', ...rows.map(row => `| ${row.join(' | ')} |`)].join('\n')
}

function rowsOf(form: Json, before: string): string[][] {
  const required = (form['required'] ?? []) as string[]
  return Object.entries((form['properties'] ?? {}) as Record<string, Json>).flatMap(([key, inner]) => {
    const name = `\`${before}${key}\``
    const preset = inner['default'] === undefined || JSON.stringify(inner['default']) === '{}' ? '' : ` Left out: \`${JSON.stringify(inner['default'])}\`.`
    const row = [required.includes(key) ? `**${name}**` : name, kindOf(inner), `${typeof inner['description'] === 'string' ? escaped(inner['description']) : ''}${preset}`]
    return [row, ...insideOf(inner, `${before}${key}`)]
  })
}

/** The keys of mappings that have no name of their own. */
function insideOf(inner: Json, name: string): string[][] {
  if (inner['properties'] !== undefined) return rowsOf(inner, `${name}.`)
  if (typeof inner['items'] === 'object') return insideOf(inner['items'] as Json, `${name}[]`)
  if (typeof inner['additionalProperties'] === 'object') return insideOf(inner['additionalProperties'] as Json, `${name}.*`)
  return optionsOf(inner).flatMap(option => (option['properties'] === undefined ? [] : rowsOf(option, `${name}.`)))
}

function optionsOf(form: Json): Json[] {
  return (form['oneOf'] ?? form['anyOf'] ?? []) as Json[]
}

function kindOf(form: Json): string {
  const { $ref, allOf, type } = form
  if (typeof $ref === 'string') return linkTo($ref.split('/').at(-1) ?? '')
  if (Array.isArray(allOf) && form['pattern'] === undefined && type === undefined) return kindOf((allOf as Json[])[0] ?? {})
  if ('const' in form) return `\`${String(form['const'])}\``
  if (Array.isArray(form['enum'])) return form['enum'].map(one => `\`${String(one)}\``).join(', ')
  const options = optionsOf(form)
  if (options.length > 0) return [...new Set(options.map(kindOf))].join(', or ')
  switch (type) {
    case 'string': return form['format'] === 'date-time' ? 'a time such as `2026-01-05T09:00:00Z`' : 'text'
    case 'integer': return `a whole number${boundsOf(form)}`
    case 'number': return `a number${boundsOf(form)}`
    case 'boolean': return '`true` or `false`'
    case 'array': return `a list of ${kindOf(form['items'] as Json)}${sizeOf(form)}`
    case 'object': return typeof form['additionalProperties'] === 'object' ? `a mapping of names to ${kindOf(form['additionalProperties'] as Json)}` : 'a mapping'
    default: return 'any value'
  }
}

function boundsOf(form: Json): string {
  const [least, most, above] = ['minimum', 'maximum', 'exclusiveMinimum'].map(bound => numberIn(form, bound))
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`
  const bounds = [above === undefined ? '' : `, more than ${above}`, least === undefined ? '' : `, at least ${least}`, most === undefined ? '' : `, at most ${most}`]
  return bounds.join('')
}

function sizeOf(form: Json): string {
  const [least = 0, most] = ['minItems', 'maxItems'].map(bound => numberIn(form, bound))
  const bounds = [least > 0 ? `at least ${least}` : '', most === undefined ? '' : `at most ${most}`].filter(bound => bound !== '')
  return bounds.length === 0 ? '' : ` (${bounds.join(', ')})`
}

function numberIn(form: Json, key: string): number | undefined {
  const value = form[key]
  return typeof value === 'number' ? value : undefined
}

function linkTo(name: string): string {
  return `[${name}](#${name.toLowerCase()})`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}
