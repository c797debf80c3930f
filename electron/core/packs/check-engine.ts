// Whether a pack is for this Lab 501: asked before all else, since a pack for a newer one may hold keys that only that one knows.
import { satisfies, validRange } from 'semver'
import { ENGINE_VERSION } from '../../model/engine.ts'
import { problemIn } from '../../model/problems-en.ts'
import type { Fault } from './explain-issue.ts'

const FORMAT = 1

/** @param pack what `pack.yaml` holds, whatever that is @returns why it is not for this engine; undefined when nothing says so */
export function faultOfEngine(pack: unknown, engine: string = ENGINE_VERSION): Fault | undefined {
  if (typeof pack !== 'object' || pack === null) return undefined
  if ('format' in pack && typeof pack.format === 'number' && pack.format !== FORMAT) {
    return { path: ['format'], of: 'value', what: problemIn('what.other', { name: '"format"', found: pack.format, expected: FORMAT }), mend: problemIn('mend.format-pack', { format: FORMAT }) }
  }
  if (!('engine' in pack) || typeof pack.engine !== 'string') return undefined
  const fault = (what: string, mend: string): Fault => ({ path: ['engine'], of: 'value', what, mend })
  // A range is a few words; a long one is somebody's trial of the reader.
  if (pack.engine.length > 100 || validRange(pack.engine) === null) return fault(problemIn('what.no-engine'), problemIn('mend.engine'))
  if (satisfies(engine, pack.engine, { includePrerelease: true })) return undefined
  return fault(problemIn('what.other-engine', { engine: pack.engine, now: engine }), problemIn('mend.other-engine'))
}
