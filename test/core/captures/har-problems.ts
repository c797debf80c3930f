// The public JSON schema of HAR 1.2, which other programs check files with.
import { createRequire } from 'node:module'
import { Validator, type Schema } from '@cfworker/json-schema'

/** It has no types. */
const schemas = createRequire(import.meta.url)('har-schema') as Readonly<Record<string, Schema>>

/** `a.json#` stands for `a.json`; written with an address that the validator can resolve. */
const all = Object.values(schemas).map(schema => JSON.parse(JSON.stringify(schema).replace(/"(\w+)\.json#"/g, '"urn:har:$1"')) as Schema)
const top = all.find(({ $id }) => $id === 'urn:har:har')
if (!top) throw new Error('har-schema has no schema of the whole')
const validator = new Validator(top, '7', false)
for (const schema of all) if (schema !== top) validator.addSchema(schema)

/** @returns what the schema has to say against a HAR; nothing if it is one. */
export function harProblems(har: unknown): string[] {
  return validator.validate(har).errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
}
