// One measured answer, ready to be asked what it says.
import type { SurveyEnding } from '../../../model/survey.ts'
import type { OutField } from '../../wire/write-message.ts'
import type { PackedPersona } from './packed.ts'

export interface Row {
  /** Of the survey's request. */
  readonly id: string
  readonly ending: SurveyEnding
  /** 0 where no status line came. */
  readonly status: number
  readonly statusLine: string
  readonly fields: readonly OutField[]
  readonly content: string
  /** What stands behind the server gave the content. */
  readonly isThrough: boolean
  /** And was asked with the method's letters in capitals. */
  readonly isRaised: boolean
  /** A 100 came before the answer. */
  readonly invites: boolean
}

export type Rows = ReadonlyMap<string, Row>

/** @returns the measured answers by the request's id. */
export function readRows(packed: string): Rows {
  const { texts, rows } = JSON.parse(packed) as PackedPersona
  return new Map(Object.entries(rows).map(([id, [ending, head, content, invites]]): [string, Row] => {
    const [statusLine = '', ...lines] = (texts[head] ?? '').split('\r\n')
    return [id, {
      id, ending, statusLine, status: Number(/^HTTP\/1\.\d (\d{3})/.exec(statusLine)?.[1] ?? 0), fields: lines.map(readField),
      content: typeof content === 'number' ? texts[content] ?? '' : '', isThrough: typeof content !== 'number', isRaised: content === 'through-upper', invites: invites === 1,
    }]
  }))
}

function readField(line: string): OutField {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

/** @returns the value of a field, or undefined. @param name in small letters */
export function fieldOf({ fields }: { readonly fields: readonly OutField[] }, name: string): string | undefined {
  return fields.find(([known]) => known.toLowerCase() === name)?.[1]
}

/** A refusal of the parser: code behind the server never hears of the request, whatever it would take. */
export function isParsers({ status, isThrough }: Row): boolean {
  return !isThrough && (status === 400 || status === 0)
}
