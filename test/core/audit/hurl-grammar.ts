// A strict reader of the part of Hurl's grammar (hurl.dev/docs/grammar.html) that the export may use. It throws where a file does not follow it.

export interface HurlEntry {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: string
  readonly status: string
  readonly asserts: readonly string[]
}

/** method: one or more of A to Z. */
const METHOD = /^([A-Z]+) (\S.*)$/
/** key-string: letters, digits and these marks; in it and in values a backslash and `{{` have a meaning of their own, as has `#`. */
const HEADER = /^([A-Za-z0-9_\-.[\]@$]+):(?: (.*))?$/
/** version: what the protocol is called, or HTTP for any. */
const STATUS = /^HTTP(?:\/(?:1\.0|1\.1|2|3))? (\*|\d{3})$/
/** oneline-string between backticks, without escapes; oneline-base64. */
const BODY = /^(?:`([^`\\]+)`|base64,([A-Za-z0-9+/=]*);)$/
const PREDICATE = /^status (?:not )?(?:==|!=|>=|<=|>|<) \d+$/

/** @returns the entries of a Hurl file. @throws Error with the line that does not follow the grammar */
export function readHurl(text: string): HurlEntry[] {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('the last line does not end')
  const entries: HurlEntry[] = []
  let at = 0
  const fail = (wanted: string): never => { throw new Error(`line ${at + 1}: ${wanted}, and there is ${JSON.stringify(lines[at])}`) }
  const skipBlank = () => { while (at < lines.length && (lines[at] === '' || lines[at]?.startsWith('#'))) at += 1 }
  const isTemplate = (value: string) => /[\\#]|\{\{/.test(value)

  for (skipBlank(); at < lines.length; skipBlank()) {
    const [, method, url] = METHOD.exec(lines[at] ?? '') ?? fail('a method and a URL')
    if (method === undefined || url === undefined || !/^https?:\/\/[^\s#\\{}]+$/.test(url)) return fail('an absolute URL without blanks, fragment, escape or template')
    at += 1
    const headers: [string, string][] = []
    for (let header = HEADER.exec(lines[at] ?? ''); header; header = HEADER.exec(lines[at] ?? '')) {
      if (isTemplate(header[2] ?? '')) fail('a value without escape, comment or template')
      headers.push([header[1] ?? '', header[2] ?? ''])
      at += 1
    }
    skipBlank()
    const [, quoted, coded] = BODY.exec(lines[at] ?? '') ?? []
    const body = quoted ?? (coded === undefined ? undefined : Buffer.from(coded, 'base64').toString())
    if (body !== undefined) at += 1
    if (quoted?.includes('{{')) fail('a text without template')
    skipBlank()
    const [, status] = STATUS.exec(lines[at] ?? '') ?? fail('a status')
    at += 1
    const asserts: string[] = []
    if (lines[at] === '[Asserts]') {
      for (at += 1; at < lines.length && lines[at] !== '' && !lines[at]?.startsWith('#'); at += 1) {
        if (!PREDICATE.test(lines[at] ?? '')) fail('a predicate of the status')
        asserts.push(lines[at] ?? '')
      }
      if (asserts.length === 0) fail('an assert')
    }
    entries.push({ method, url, headers, ...(body !== undefined && { body }), status: status ?? '', asserts })
  }
  return entries
}
