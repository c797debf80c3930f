// The English texts of the inspector's rules. A language is one more such catalogue; what a rule is stands in electron/core/inspector.
import { browserTexts } from './rules-en/browsers.ts'
import { cachingTexts } from './rules-en/caching.ts'
import { contentTexts } from './rules-en/content.ts'
import { cookieTexts } from './rules-en/cookies.ts'
import { evidenceTexts } from './rules-en/evidence.ts'
import { extensionTexts } from './rules-en/extensions.ts'
import { fieldTexts } from './rules-en/fields.ts'
import { framingTexts } from './rules-en/framing.ts'
import { hopTexts } from './rules-en/hops.ts'
import { methodTexts } from './rules-en/methods.ts'
import { probeTexts } from './rules-en/probes.ts'
import { requestTexts } from './rules-en/requests.ts'
import { statusTexts } from './rules-en/status.ts'
import { valueTexts } from './rules-en/values.ts'

export const rulesEnglish = {
  ...methodTexts, ...probeTexts, ...statusTexts, ...framingTexts, ...requestTexts, ...fieldTexts, ...valueTexts, ...extensionTexts,
  ...contentTexts, ...cachingTexts, ...cookieTexts, ...browserTexts, ...hopTexts, ...evidenceTexts,
} as const

export type RuleId = keyof typeof rulesEnglish
export const isRule = (value: unknown): value is RuleId => typeof value === 'string' && Object.hasOwn(rulesEnglish, value)
