// docs/inspector.md, made from the rules, their texts and the field survey: `npm run inspector-docs`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect, ruleSummaries } from '../../../electron/core/inspector/inspect.ts'
import { ruleInEnglish, RuleTheme, Severity, type Finding, type RuleSummary } from '../../../electron/model/inspection.ts'
import { rulesEnglish } from '../../../electron/model/rules-en.ts'
import { REASONS, REDBOT_NOTES } from './redbot-notes.ts'
import { surveyExchanges } from './survey-exchanges.ts'

export const PAGE = join(import.meta.dirname, '../../../docs/inspector.md')

const TITLES: Readonly<Record<RuleTheme, string>> = {
  methods: 'Methods', probes: 'What several exchanges show', status: 'Statuses', framing: 'Framing and connections', requests: 'Requests, and what lets them pass',
  fields: 'Fields', content: 'Content, errors above all', caching: 'Caching', cookies: 'Cookies', browsers: 'What browsers make of it', hops: 'What several hops show', evidence: 'How much the capture can tell',
}

/** @returns the whole page. */
export function pageText(): string {
  const rules = ruleSummaries()
  const count = (severity: Severity) => rules.filter(rule => rule.severity === severity).length
  const perServer = surveyExchanges().map(({ exchanges }) => ({ exchanges: exchanges.length, findings: inspect(exchanges) }))
  const intro = `# The inspector

Made by \`npm run inspector-docs\` from the rules in \`electron/core/inspector/rules/\`; do not edit.

It looks at what was captured and says what is odd about it: ${rules.length} rules (${Severity.options.map(severity => `${count(severity)} ${severity}s`).join(', ')}), each with the octets that it rests on.

\`\`\`
lab501 inspect FILE                     # a capture, the lines of \`lab501 run --json\`, or a HAR file
lab501 inspect FILE --json              # one JSON document
lab501 inspect FILE --severity warning  # warnings and errors only
lab501 inspect FILE --rule 405-without-allow --rule 501-implemented
lab501 inspect --rules                  # this list
\`\`\`

Exit codes: 0 nothing of the severity error, 1 something, 2 bad input.

- **error**: a MUST is broken, or what is said is untrue by the octets. **warning**: a SHOULD is broken, or it misleads. **note**: worth knowing.
- A rule that speaks of framing, lengths, codings or connections passes over exchanges from a HAR file, which keeps none of them.
- Each request is looked at once on each hop, as its sender saw it; rules on hops look at both ends.
- A rule that compares exchanges compares those of one server: the same hop, port and authority.
- [What REDbot says](#what-redbot-says), note by note, with the rule that covers it.

To add a rule: a line in a file of \`electron/core/inspector/rules/\`, its texts in the file of the same name in \`electron/model/rules-en/\`, and examples that
trigger it and that look alike and do not in \`electron/core/inspector/examples/\`. The compiler asks for all three; \`npm run inspector-docs\` writes this page.
`
  const themes = RuleTheme.options.map(theme => [`## ${TITLES[theme]}`, '', ...rules.filter(rule => rule.theme === theme).flatMap(ruleLines)].join('\n'))
  return [intro, ...themes, redbotText(), surveyText(perServer, rules)].join('\n')
}

function ruleLines({ id, severity, section }: RuleSummary): string[] {
  const { title, why, fix } = ruleInEnglish(id)
  return [`### ${id}`, '', `**${severity}** · ${section} · ${title}`, '', why, '', `Mend: ${fix}`, '']
}

function surveyText(perServer: readonly { readonly exchanges: number; readonly findings: readonly Finding[] }[], rules: readonly RuleSummary[]): string {
  const exchanges = perServer.reduce((sum, each) => sum + each.exchanges, 0)
  const all = perServer.flatMap(({ findings }) => findings)
  const rows = rules.map(({ id, severity }) => ({
    id, severity, found: all.filter(({ rule }) => rule === id).length, servers: perServer.filter(({ findings }) => findings.some(({ rule }) => rule === id)).length,
  })).filter(({ found }) => found > 0).sort((one, other) => other.found - one.found)
  const counts = Severity.options.map(severity => `${all.filter(finding => finding.severity === severity).length} ${severity}s`).join(', ')
  return `## Over the field survey

The ${exchanges} exchanges of ${perServer.length} real servers in the [field survey](survey.md), one capture for each server: ${counts}, from ${rows.length} of the ${rules.length} rules. Many of the
requests are wrong on purpose, so that rules on requests speak for each server alike. A sample of each rule's findings was read against the octets;
rules that said more than the octets show were mended.

| rule | severity | found | servers |
| --- | --- | ---: | ---: |
${rows.map(({ id, severity, found, servers }) => `| [${id}](#${anchor(id)}) | ${severity} | ${found} | ${servers} |`).join('\n')}
`
}

function redbotText(): string {
  const rows = Object.entries(REDBOT_NOTES).flatMap(([place, notes]) => notes.map(note => `| ${place} | ${note.says} | ${'rules' in note ? note.rules.map(id => `[${id}](#${anchor(id)})`).join(', ') : `none: ${note.why}`} |`))
  return `## What REDbot says

REDbot is the best-known tool of this kind, and looks at one exchange. Here is what it can say, in our words, by the file of its public source (\`httplint\`) that says it, and which rule covers it, or why none does:

${Object.entries(REASONS).map(([name, why]) => `- **${name}**: ${why}.`).join('\n')}

| in httplint | says | rule |
| --- | --- | --- |
${rows.join('\n')}
`
}

/** As hosts of Markdown make one from a heading: letters, digits and hyphens. */
function anchor(id: string): string {
  return id.replace(/[^a-z0-9-]/g, '')
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(PAGE, pageText())
  console.log(`${PAGE}: ${Object.keys(rulesEnglish).length} rules`)
}
