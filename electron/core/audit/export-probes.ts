// The requests of a plan for other programs: an `.http` file, and Hurl with what the contract lets one expect.
import type { PlannedProbe } from './plan.ts'
import { fieldsOf } from './probe.ts'

/** @param server its URL without a target @returns an `.http` file; targets are absolute, so that it runs in any client that reads the format. */
export function httpOf(plan: readonly PlannedProbe[], server: string): string {
  return plan.map(({ id, ask, expects }) => (
    `### ${id}${expects ? `: ${SAYS[expects]}` : ''}\n${ask.method} ${server}${ask.target} HTTP/1.1\n${lines(ask)}\n${ask.content ? `\n${ask.content.text}\n` : ''}`
  )).join('\n')
}

/** @returns a Hurl file (hurl.dev): `HTTP *` takes any status, and the asserts say what it may be. */
export function hurlOf(plan: readonly PlannedProbe[], server: string): string {
  return plan.map(({ id, ask, expects, isGuess }) => {
    const asserts = expects === 'implemented' ? ['status != 405', 'status != 501', ...(isGuess ? [] : ['status != 404', 'status != 410'])] : expects === 'absent' ? ['status >= 400', 'status != 412'] : []
    const content = ask.content ? `\`\`\`\n${ask.content.text}\n\`\`\`\n` : ''
    return `# ${id}${expects ? `: ${SAYS[expects]}` : ''}\n${ask.method} ${server}${ask.target}\n${lines(ask)}\n${content}HTTP *\n${asserts.length > 0 ? `[Asserts]\n${asserts.join('\n')}\n` : ''}`
  }).join('\n')
}

const SAYS: Readonly<Record<NonNullable<PlannedProbe['expects']>, string>> = { implemented: 'the contract has it', absent: 'the contract does not have it' }

/** Both formats count content themselves. */
function lines(ask: PlannedProbe['ask']): string {
  return fieldsOf(ask).filter(line => ask.content === undefined || !line.startsWith('Content-Length:')).join('\n')
}
