import { describe, expect, it } from 'vitest'
import { answersTo } from '../../support/in-memory.ts'
import { statuses } from '../../support/raw-exchange.ts'
import { readAll } from '../../support/read-all.ts'
import { TAKEN } from './lenience.ts'
import { REFUSED, type Refusal } from './strictness.ts'

const NEXT = 'GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n'
const SHOWN = 60
const rows = Object.values(REFUSED).flat()

/** Bytes as a reader of the table sees them: the head of every example is the same and says nothing. */
function shown(bytes: string): string {
  const told = JSON.stringify(bytes).slice(1, -1).replaceAll('\\u00', '\\x').replaceAll('\\"', '"').replace(/[\x7f-\xff]/g, octet => `\\x${octet.charCodeAt(0).toString(16)}`)
  const text = told.replace(/^((?:GET|POST) \/(?:widgets)? HTTP\/1\.[01]\\r\\n)(Host: localhost\\r\\n)(?=.)/, '… ').replace('… Transfer-Encoding: chunked\\r\\n\\r\\n', '… chunked: ')
  return `\`\` ${text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text} \`\``.replaceAll('|', '\\|')
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

function page(): string {
  const refused = Object.entries(REFUSED).map(([title, part]) => `## ${title}\n\n${table(
    ['refused', 'status', 'connection', 'section', 'force', 'example'],
    part.map(([what, bytes, status, , section, force]) => [what, status, 'closes', section, force, shown(bytes)]),
  )}`)
  return `# Where the parser refuses

Made from \`test/core/wire/strictness.ts\` and \`lenience.ts\`; \`npm run test:unit -- test/core/wire/strictness.spec.ts -u\` writes it anew, and the test fails
when it is out of date. Each row is a test of its own name in \`strictness.spec.ts\`: its bytes are read whole, octet by octet, and by a connection of the
simulator, with another request behind them that must never be answered. \`…\` stands for \`POST /widgets HTTP/1.1\` (or \`GET /\`) and its Host field.

Force: **MUST** and **SHOULD** as the section says of a recipient. Where it leaves two ways and taking the bytes as they stand is neither of them
(RFC 9112 §5.2: reject, or replace by spaces), it counts as MUST. **ours**: the section lets a server take it; we do not, because two
parsers on one path that differ there are how requests are smuggled. Where a syntax has no sentence of its own, RFC 9112 §2.2 says that a server SHOULD answer
400 and close.

Every refusal of the parser closes: where the next message begins cannot be trusted. What is decided later (421, 417, 501 for a method,
404, 405) keeps the connection; \`docs/simulator.md\` has that order. If the head was refused in that way and its content then turns out to be malformed, the
answer is the one to the head, and it closes. Two more ends need time or an end of the bytes rather than bytes: a request that is not complete in time is
408 and a close (RFC 9110 §15.5.9), one that the client ends in the middle is 400 and a close (RFC 9112 §8); both are in
\`test/core/load/patience.spec.ts\`. How much of anything a client may send without end is in \`test/core/load/floods.spec.ts\`.

${refused.join('\n\n')}

## Taken on purpose

Each is read as one request, and the next begins exactly behind it.

${table(['taken', 'section', 'example'], TAKEN.map(([what, bytes, , section]) => [what, section, shown(bytes)]))}
`
}

describe('the parser refuses', () => {
  it.each(rows)('%s', async (...[, bytes, status, check]: Refusal) => {
    const whole = readAll([bytes + NEXT])
    expect({ requests: whole.requests, status: whole.fault?.status, check: whole.fault?.check }).toEqual({ requests: [], status, check })
    expect(readAll([...bytes]).fault, 'octet by octet').toEqual(readAll([bytes]).fault)
    const { text, closed } = await answersTo([Buffer.from(bytes + NEXT, 'latin1')])
    expect([statuses(text), closed]).toEqual([[status], true])
    expect(text).toMatch(/\r\nConnection: close\r\n/)
  })
})

describe('content that is malformed after a head that was refused', () => {
  it('gets the answer to the head, and the connection closes', async () => {
    const { text, closed } = await answersTo([Buffer.from(`POST /nowhere HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n${NEXT}`)])
    expect([statuses(text), closed]).toEqual([[404], true])
  })
})

describe('the parser takes', () => {
  it.each(TAKEN)('%s', (_, bytes, content) => {
    const { requests, fault } = readAll([bytes + NEXT])
    expect([requests.length, requests[0]?.content, requests[1]?.target, fault]).toEqual([2, content, '/next', undefined])
    expect(readAll([...bytes, NEXT]).requests, 'octet by octet').toEqual(requests)
  })
})

describe('docs/wire-strictness.md', () => {
  it('is this table', async () => {
    expect(new Set(rows.map(([what]) => what)).size, 'no name stands twice').toBe(rows.length)
    await expect(page()).toMatchFileSnapshot('../../../docs/wire-strictness.md')
  })
})
