// The requests of a plan for other programs: an `.http` file, and Hurl with what the contract lets one expect.
import type { PlannedProbe } from './plan.ts'
import { fieldsOf } from './probe.ts'

/** @param server its URL without a target @returns an `.http` file; targets are absolute, so that it runs in any client that reads the format. */
export function httpOf(plan: readonly PlannedProbe[], server: string): string {
  return plan.map(({ id, ask, expects }) => (
    `### ${titleOf(id)}${expects ? `: ${SAYS[expects]}` : ''}\n${ask.method} ${server}${ask.target} HTTP/1.1\n${lines(ask)}\n${ask.content ? `\n${ask.content.text}\n` : ''}`
  )).join('\n')
}

/** @returns a Hurl file (hurl.dev): `HTTP *` takes any status, and the asserts say what it may be. */
export function hurlOf(plan: readonly PlannedProbe[], server: string): string {
  return plan.map(({ id, ask, expects, isGuess }) => {
    const asserts = expects === 'implemented' ? ['status != 405', 'status != 501', ...(isGuess ? [] : ['status != 404', 'status != 410'])] : expects === 'absent' ? ['status >= 400', 'status != 412'] : []
    const title = `# ${titleOf(id)}${expects ? `: ${SAYS[expects]}` : ''}\n`
    if (!/^[A-Z]+$/.test(ask.method)) return `${title}# Hurl has no way to write this method: it takes capital letters only.\n`
    const content = ask.content ? `${hurlContent(ask.content.text)}\n` : ''
    return `${title}${ask.method} ${server}${ask.target.replace(/[{}#\\]/g, encodeURIComponent)}\n${lines(ask)}\n${content}HTTP *\n${asserts.length > 0 ? `[Asserts]\n${asserts.join('\n')}\n` : ''}`
  }).join('\n')
}

/** Exactly these octets: a text of several lines would end with one more line break, and Hurl reads `\` and `{{` in it. */
function hurlContent(text: string): string {
  return /^[^`\\\p{C}]+$/u.test(text) && !text.includes('{{') ? `\`${text}\`` : `base64,${Buffer.from(text).toString('base64')};`
}

/** A path of a document may hold anything; a title is one line. */
function titleOf(id: string): string {
  return id.replace(/\p{C}/gu, encodeURIComponent)
}

const SAYS: Readonly<Record<NonNullable<PlannedProbe['expects']>, string>> = { implemented: 'the contract has it', absent: 'the contract does not have it' }

/** Both formats count content themselves. */
function lines(ask: PlannedProbe['ask']): string {
  return fieldsOf(ask).filter(line => ask.content === undefined || !line.startsWith('Content-Length:')).join('\n')
}
