// All rules, by theme.
import type { RuleTheme } from '../../model/inspection.ts'
import type { Rule, UnthemedRule } from './rule.ts'
import { browserRules } from './rules/browsers.ts'
import { cachingRules } from './rules/caching.ts'
import { contentRules } from './rules/content.ts'
import { cookieRules } from './rules/cookies.ts'
import { evidenceRules } from './rules/evidence.ts'
import { extensionRules } from './rules/extensions.ts'
import { fieldRules } from './rules/fields.ts'
import { framingRules } from './rules/framing.ts'
import { hopRules } from './rules/hops.ts'
import { methodRules } from './rules/methods.ts'
import { probeRules } from './rules/probes.ts'
import { requestRules } from './rules/requests.ts'
import { statusRules } from './rules/status.ts'
import { valueRules } from './rules/values.ts'

const THEMES: Readonly<Record<RuleTheme, readonly UnthemedRule[]>> = {
  methods: methodRules, probes: probeRules, status: statusRules, framing: framingRules, requests: requestRules,
  fields: [...fieldRules, ...valueRules, ...extensionRules], content: contentRules, caching: cachingRules, cookies: cookieRules, browsers: browserRules, hops: hopRules, evidence: evidenceRules,
}

export const RULES: readonly Rule[] = (Object.keys(THEMES) as RuleTheme[]).flatMap(theme => THEMES[theme].map(rule => ({ ...rule, theme })))
