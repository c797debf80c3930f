// `lab501 audit URL`: which methods a server of one's own takes where, whether its answers agree with one another, and with its contract.
import { auditDocument, auditMarkdown, auditText, isSound, type Audit } from '../../core/audit/audit-document.ts'
import { compareContracts } from '../../core/audit/compare-contracts.ts'
import { readContract } from '../../core/audit/contract.ts'
import { driftFrom } from '../../core/audit/drift.ts'
import { csvOf } from '../../core/audit/export-matrix.ts'
import { httpOf, hurlOf } from '../../core/audit/export-probes.ts'
import { matrixFrom } from '../../core/audit/matrix.ts'
import { planContract, planDifference, planMatrix, probesOf } from '../../core/audit/plan.ts'
import { USUAL_METHODS, type Contract } from '../../model/audit.ts'
import { TOKEN } from '../../model/token.ts'
import { ownServer, readTimeout, sendAll, TIMEOUT } from '../probing.ts'
import { JSON_OUT, readArgs } from '../read-args.ts'
import { readNamedFile } from '../read-answers.ts'
import { UsageError } from '../usage-error.ts'

const FORMS = ['json', 'csv', 'markdown', 'http', 'hurl'] as const
const FORM = {
  words: 'URL', options: {
    methods: { takes: 'A,B', says: 'which methods to ask for' },
    targets: { takes: '/a,/b', says: 'of which targets; without it the one of the URL' },
    openapi: { takes: 'FILE', says: 'its contract, an OpenAPI document, which brings the targets' },
    against: { takes: 'FILE', says: 'an older version of the contract: only what changed is asked' },
    fill: { takes: 'NAME=VALUE', many: true, says: 'a value for a parameter of the contract; may be repeated' },
    timeout: TIMEOUT, json: JSON_OUT,
    csv: { says: 'prints the matrix as CSV' }, markdown: { says: 'prints all as Markdown' },
    http: { says: 'sends nothing and prints the requests as an .http file' }, hurl: { says: 'sends nothing and prints the requests for Hurl' },
  },
} as const

/** @returns 0 when nothing contradicts, 1 when an answer contradicts another, the specification (an error) or the contract. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [url, ...more] } = readArgs(FORM, argv)
  const [form, second] = FORMS.filter(name => values[name])
  if (second !== undefined) throw new UsageError(`--${form} and --${second} are two forms; choose one`)
  const server = ownServer(url, more)
  const answerMs = readTimeout(values.timeout)
  const methods = methodsIn(values.methods)
  const contract = values.openapi === undefined ? undefined : contractIn(values.openapi, '--openapi', values.fill ?? [])
  if (contract && values.targets !== undefined) throw new UsageError('--targets is for servers without a contract; --openapi brings its own paths')
  if (!contract && (values.against !== undefined || values.fill !== undefined)) throw new UsageError(`--${values.against === undefined ? 'fill' : 'against'} belongs to a contract; name one with --openapi FILE`)
  const changes = contract && values.against !== undefined ? compareContracts(contractIn(values.against, '--against', values.fill ?? []), contract) : undefined
  const plan = changes ? planDifference(changes) : contract ? planContract(contract, methods) : planMatrix(methods, targetsIn(values.targets, server.target))

  if (form === 'http' || form === 'hurl') {
    process.stdout.write((form === 'http' ? httpOf : hurlOf)(plan, `http://${server.authority}`))
    return 0
  }
  const sent = await sendAll(server, probesOf(plan, server.authority), answerMs)
  const matrix = matrixFrom(plan, sent.of)
  const audit: Audit = {
    server: `http://${server.authority}`, matrix, isStopped: sent.isStopped, planned: plan.length,
    ...(contract && { contract: { ...contract, drift: driftFrom(plan, matrix), ...(changes && { changes }) } }),
  }
  print(audit, form)
  return isSound(audit) ? 0 : 1
}

function print(audit: Audit, form: 'json' | 'csv' | 'markdown' | undefined): void {
  if (form === 'csv') process.stdout.write(csvOf(audit.matrix))
  else console.log(form === 'json' ? JSON.stringify(auditDocument(audit), null, 2) : form === 'markdown' ? auditMarkdown(audit) : auditText(audit))
}

function methodsIn(text: string | undefined): string[] {
  if (text === undefined) return [...USUAL_METHODS]
  const methods = [...new Set(text.split(',').map(name => name.trim()).filter(name => name !== ''))]
  if (methods.length === 0) throw new UsageError('--methods names none; write --methods GET,PUT')
  const odd = methods.find(name => !TOKEN.test(name))
  if (odd !== undefined) throw new UsageError(`--methods: "${odd}" is no method, which is a token (RFC 9110 §9.1); part names with commas`)
  if (methods.includes('CONNECT')) throw new UsageError('--methods: CONNECT asks for a tunnel, not for a target (RFC 9110 §9.3.6); leave it out')
  return methods
}

function targetsIn(text: string | undefined, own: string): string[] {
  if (text === undefined) return [own]
  const targets = [...new Set(text.split(',').map(target => target.trim()).filter(target => target !== ''))]
  const odd = targets.find(target => !/^\/[!-~]*$/.test(target) || target.includes('#'))
  if (odd !== undefined) throw new UsageError(`--targets: "${odd}" is no target; it begins with a slash, and what is not ASCII is percent-encoded`)
  if (targets.length === 0) throw new UsageError('--targets names none; write --targets /,/widgets')
  return targets
}

function contractIn(file: string, option: string, fills: readonly string[]): Contract {
  const fill = new Map(fills.map(text => {
    const equals = text.indexOf('=')
    if (equals < 1) throw new UsageError(`--fill ${text}: write --fill NAME=VALUE`)
    return [text.slice(0, equals), text.slice(equals + 1)] as const
  }))
  const read = readContract(file, readNamedFile(file, option), fill)
  if ('refusal' in read) throw new UsageError(read.refusal)
  return read.contract
}
