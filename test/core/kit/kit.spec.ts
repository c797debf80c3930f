// Hand-outs and the instructor's guide of every lab, in every language of the kit: what is asked is in the one, what is right only in the other.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { instructorsGuide } from '../../../electron/core/kit/guide.ts'
import { handOut } from '../../../electron/core/kit/hand-out.ts'
import type { KitLab } from '../../../electron/core/kit/kit-lab.ts'
import { KIT_WORDS } from '../../../electron/core/kit/kit-words.ts'
import { escapeHtml } from '../../../electron/core/kit/printed-page.ts'
import { printedLine } from '../../../electron/core/kit/printed-text.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../../electron/core/packs/load-proof.ts'
import { keepSeeds } from '../../../electron/model/blanks.ts'
import { LabFile, textOfHint, viewOfLab, type Lab } from '../../../electron/model/lab.ts'
import type { Question } from '../../../electron/model/question.ts'

const folderOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const { labs, files } = loadPacks([folderOf('labs'), folderOf('test/browser/packs-blocks')])
const all: KitLab[] = labs.map(lab => {
  const own = files.get(lab.id)
  return { lab, files: own, proof: own ? loadProof(own, lab).proof : undefined }
})
const languages = Object.keys(KIT_WORDS)
const FILLED = { '{{url}}': 'http://127.0.0.1:4501', '{{port}}': '4501' }
const filled = (text: string) => Object.entries(FILLED).reduce((done, [blank, value]) => done.replaceAll(blank, value), text)
const line = (text: string) => printedLine(filled(text))

function wordsOfAnswers(question: Question): string[] {
  const said = 'right' in question ? [question.right, question.wrong] : question.options.map(({ feedback }) => feedback)
  return [...said, ...('near' in question ? question.near.map(({ feedback }) => feedback) : [])]
}

/** Everything in a lab that gives something away. */
function secretsOf({ steps, learned }: Lab): string[] {
  return [learned, ...steps.flatMap(step => [...step.hints.map(textOfHint), ...step.expectations.flatMap(({ because, feedback }) => [...(because === undefined ? [] : [because]), ...feedback.map(({ say }) => say)]), ...step.questions.flatMap(wordsOfAnswers)])]
}

describe.each(languages)('in %s', language => {
  it.each(all.map(one => [one.lab.id, one] as const))('the hand-out of %s asks all that the lab asks, and gives nothing away', (_id, kitLab) => {
    const lab = kitLab.lab.translated?.[language] ?? kitLab.lab
    const page = handOut(kitLab, language)
    const view = viewOfLab(lab)
    for (const step of view.steps) {
      for (const text of [step.title, ...(step.prediction ? [step.prediction.ask] : []), ...step.questions.flatMap(({ ask, options }) => [ask, ...options.map(({ label }) => label)])]) expect(page).toContain(line(text))
      if (step.request !== undefined) expect(page).toContain(escapeHtml(filled(step.request).trim().split('\n')[0] ?? ''))
    }
    for (const { says } of lab.steps.flatMap(({ expectations }) => expectations)) expect(page).toContain(line(says))
    // What a text shows on purpose is no secret.
    const shown = JSON.stringify(view)
    expect(secretsOf(lab).filter(secret => !shown.includes(JSON.stringify(secret).slice(1, -1)) && page.includes(line(secret)))).toEqual([])
    const solution = kitLab.proof?.solution.requests.trim() ?? ''
    if (!shown.includes(JSON.stringify(solution).slice(1, -1))) expect(page).not.toContain(escapeHtml(solution))
    expect(page).not.toMatch(/\{\{|~seed/)
  })

  it('the guide has every answer, every mistake with what is said to it, and the time that it takes', () => {
    const guide = instructorsGuide(all, language)
    for (const { lab: first, proof } of all) {
      const lab = first.translated?.[language] ?? first
      for (const { because } of lab.steps.flatMap(({ expectations }) => expectations)) if (because !== undefined) expect(guide).toContain(line(because))
      for (const hint of lab.steps.flatMap(({ hints }) => hints)) expect(guide).toContain(line(textOfHint(hint)))
      if (!proof) continue
      expect(guide).toContain(escapeHtml(filled(proof.solution.requests.trim())))
      for (const { says } of proof.mistakes) expect(guide).toContain(line(says))
      for (const { id, options } of lab.steps.flatMap(({ questions }) => questions).filter(question => question.kind === 'choice')) {
        expect(guide).toContain(`<strong>${line(options.find(option => option.right)?.label ?? id)}</strong>`)
      }
      for (const { fails } of proof.mistakes) {
        const said = lab.steps.flatMap(({ expectations }) => expectations).find(({ id }) => id === fails.of)?.feedback.find(({ id }) => id === fails.feedback)
        if (said) expect(guide).toContain(`<td>${line(said.say)}</td>`)
      }
    }
    expect(guide).toContain(`${labs.reduce((sum, { minutes }) => sum + minutes, 0)}`)
  })

  it('each page is whole in itself: it runs nothing, fetches nothing, and says its language', () => {
    for (const page of [instructorsGuide(all, language), ...all.map(one => handOut(one, language))]) {
      expect(page).not.toMatch(/<script| style="| on\w+="|<link|<iframe|src="(?!data:image\/)|url\(/)
      expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8">.*Content-Security-Policy" content="default-src &#39;none&#39;|default-src 'none'`))
      expect([...page.matchAll(/<h1>/g)]).toHaveLength(1)
    }
  })
})

const ODD = LabFile.parse(keepSeeds({
  id: 'odd', title: 'Odd <b>', summary: 's', minutes: 5, learned: 'All.',
  scenario: { participants: [{ role: 'origin', name: 'shop', implements: ['GET'], resources: {} }] },
  steps: [{
    id: 'one', title: 'One', request: '{{seed.method}} {{seed.path}}\n', hints: [{ text: 'Ask.', cost: 2 }],
    expectations: [{ id: 'asked', says: 'You sent {{seed.method}}.', optional: true, expect: { method: '{{seed.method}}' } }],
    questions: [
      { id: 'how-many', kind: 'number', ask: 'How many?', value: 3, unit: 's', right: 'Yes.', wrong: 'No.' },
      { id: 'in-turn', kind: 'order', ask: 'In which order?', items: [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }], right: 'Yes.', wrong: 'No.' },
      { id: 'several', kind: 'multiple', ask: 'Which?', options: [{ id: 'a', label: 'A', right: true, feedback: 'Yes.' }, { id: 'b', label: 'B', feedback: 'No.' }] },
    ],
  }],
}))
const odd: KitLab = { lab: { ...ODD, pack: { id: 'odd', version: '1.0.0', title: 'Odd' }, intro: '[out](https://example.com) [in](handbook:501) <img src=x onerror=alert(1)>\n\n```matrix\nfrom: probes\nmethods: GET\ntargets: /\n```', narrative: {} } }

it('what is hostile stays text; what differs from attempt to attempt is said to', () => {
  const page = handOut(odd, 'en')
  expect(page).toContain('<h1>Odd &lt;b&gt;</h1>')
  expect(page).toContain('&lt;img src=x')
  expect(page).toContain('<a href="https://example.com">out</a> in')
  expect(page).toContain('You sent ‹yours, the app shows it›.')
  expect(instructorsGuide([odd], 'en')).toMatch(/You sent [BDFKMNRVZ][A-Z]{5}\./)
})

describe('the words', () => {
  it.each(languages)('in %s are all there, with the same blanks, and each of them is said somewhere', language => {
    const words: Readonly<Record<string, string>> = KIT_WORDS[language] ?? {}
    const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort()
    expect(Object.entries(words).map(([id, text]) => [id, ...blanks(text)])).toEqual(Object.entries(KIT_WORDS['en'] ?? {}).map(([id, text]) => [id, ...blanks(text)]))
    const said = [instructorsGuide([...all, odd], language), ...[...all, odd].map(one => handOut(one, language))].join('\n')
    const unsaid = Object.entries(words).filter(([id, text]) => !id.startsWith('readme-') && !text.split(/\{\w+\}/).every(part => said.includes(escapeHtml(part))))
    expect(unsaid).toEqual([])
  })
})
