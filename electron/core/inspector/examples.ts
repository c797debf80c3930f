// What each rule speaks about and what it is silent about; the tests hold it to both, and the page shows a pair. A rule without examples does not compile.
import type { RuleId } from '../../model/rules-en.ts'
import { browserExamples } from './examples/browsers.ts'
import { cachingExamples } from './examples/caching.ts'
import { contentExamples } from './examples/content.ts'
import { cookieExamples } from './examples/cookies.ts'
import { evidenceExamples } from './examples/evidence.ts'
import { extensionExamples } from './examples/extensions.ts'
import { fieldExamples } from './examples/fields.ts'
import { framingExamples } from './examples/framing.ts'
import { hopExamples } from './examples/hops.ts'
import { methodExamples } from './examples/methods.ts'
import { probeExamples } from './examples/probes.ts'
import { requestExamples } from './examples/requests.ts'
import { statusExamples } from './examples/status.ts'
import { valueExamples } from './examples/values.ts'
import type { Examples } from './examples/written.ts'

export const EXAMPLES: Examples<RuleId> = {
  ...methodExamples, ...probeExamples, ...statusExamples, ...framingExamples, ...requestExamples, ...fieldExamples, ...valueExamples, ...extensionExamples,
  ...contentExamples, ...cachingExamples, ...cookieExamples, ...browserExamples, ...hopExamples, ...evidenceExamples,
}
