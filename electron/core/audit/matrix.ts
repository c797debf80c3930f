// The capability matrix of a server, read from what it answered, and where its answers contradict one another.
import { meansOf, type AuditCell, type AuditMatrix } from '../../model/audit.ts'
import { finalResponse, type Exchange } from '../../model/exchange.ts'
import { fieldValues } from '../../model/message.ts'
import type { RuleId } from '../../model/rules-en.ts'
import { inspect } from '../inspector/inspect.ts'
import { members } from '../../model/list-members.ts'
import { RULES } from '../inspector/rules.ts'
import type { PlannedProbe } from './plan.ts'

const CONTRADICTIONS = new Set<RuleId>([
  'allow-names-refused', 'allow-omits-taken', 'options-omits-taken', 'allow-differs', '501-implemented', '501-and-405', '404-for-method', 'head-refused', 'head-unlike-get',
  '405-without-allow', '405-allows-it', '501-to-get', 'options-without-allow',
])
const CONTRADICTION_RULES = RULES.filter(({ id }) => CONTRADICTIONS.has(id))

/** @param of probe → its exchanges; one that was not sent has no cell */
export function matrixFrom(plan: readonly PlannedProbe[], of: ReadonlyMap<string, readonly Exchange[]>): AuditMatrix {
  const cells = plan.flatMap(probe => {
    const exchange = of.get(probe.id)?.[0]
    return exchange ? [cellFrom(probe, exchange)] : []
  })
  return {
    methods: [...new Set(cells.map(({ method }) => method))], paths: [...new Set(cells.map(({ path }) => path))], cells,
    inconsistencies: inspect([...of.values()].flat(), CONTRADICTION_RULES),
  }
}

function cellFrom({ id, ask: { method, target }, path }: PlannedProbe, exchange: Exchange): AuditCell {
  const response = finalResponse(exchange)
  const allow = response ? fieldValues(response, 'allow') : []
  const status = response?.status ?? 0
  return { probe: id, method, path, target, status, means: meansOf(status), ...(allow.length > 0 && { allow: members(allow.join(', ')) }), exchange: exchange.id }
}
