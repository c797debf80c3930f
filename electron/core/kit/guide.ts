// The instructor's guide: how long each lab takes, what goes wrong in it, what there is to talk about, and every answer.
import type { Lab, Step } from '../../model/lab.ts'
import { costOfHint, textOfHint } from '../../model/lab.ts'
import type { ProofFile } from '../../model/proof.ts'
import { answerInWords, feedbackIn } from './answers.ts'
import { lessonOf, type KitLab } from './kit-lab.ts'
import { sayingIn, type Say } from './kit-words.ts'
import { escapeHtml, printedPage } from './printed-page.ts'
import { printedLine, printedText } from './printed-text.ts'
import { hasSeeds } from '../../model/blanks.ts'

/** @param labs in the order in which they are worked at @returns the page */
export function instructorsGuide(labs: readonly KitLab[], language: string): string {
  const say = sayingIn(language)
  const lessons = labs.map(one => ({ ...lessonOf(one, language), hasOwnWords: hasSeeds(one.lab) }))
  const body = [
    `<p class="quiet">Lab 501</p><h1>${escapeHtml(say('guide'))}</h1><p class="secret">${escapeHtml(say('guide-secret'))}</p>`,
    timings(lessons.map(({ lab }) => lab), say),
    ...lessons.map(({ lab, proof, hasOwnWords }, nth) => `<section class="lab" lang="${escapeHtml(lab.language ?? 'en')}"><h2 id="${escapeHtml(lab.id)}">${nth + 1}. ${printedLine(lab.title)}</h2>
<p class="quiet">${escapeHtml(lab.pack.title)} · ${escapeHtml(lab.id)} · ${escapeHtml(say('minutes', { minutes: lab.minutes }))}</p><p>${printedLine(lab.summary)}</p>
${hasOwnWords ? `<p class="quiet">${escapeHtml(say('by-attempt'))}</p>` : ''}
${talkingPoints(lab, say)}${mistakes(lab, proof, say)}${answers(lab, proof, say)}</section>`),
  ]
  return printedPage({ title: `${say('guide')} · Lab 501`, language, body: body.join('\n') })
}

function timings(labs: readonly Lab[], say: Say): string {
  let from = 0
  const rows = labs.map(({ id, title, pack, minutes }) => {
    const row = `<tr><td><a href="#${escapeHtml(id)}">${printedLine(title)}</a></td><td>${escapeHtml(pack.title)}</td><td class="number">${from}</td><td class="number">${minutes}</td></tr>`
    from += minutes
    return row
  })
  const head = [['lab', ''], ['pack', ''], ['from', ' class="number"'], ['takes', ' class="number"']] as const
  return `<section><h2>${escapeHtml(say('timings'))}</h2><table><tr>${head.map(([word, css]) => `<th scope="col"${css}>${escapeHtml(say(word))}</th>`).join('')}</tr>${rows.join('')}</table><p>${escapeHtml(say('total', { minutes: from }))}</p></section>`
}

function talkingPoints(lab: Lab, say: Say): string {
  const points = lab.steps.flatMap(({ expectations }) => expectations.flatMap(({ because, section }) => (because === undefined ? [] : [`<li>${printedLine(because)}${section === undefined ? '' : ` <span class="quiet">(${escapeHtml(section)})</span>`}</li>`])))
  return `<h3>${escapeHtml(say('talk'))}</h3>${printedText(lab.learned, { say })}${points.length > 0 ? `<ul>${points.join('')}</ul>` : ''}`
}

function mistakes(lab: Lab, proof: ProofFile | undefined, say: Say): string {
  const head = `<h3>${escapeHtml(say('goes-wrong'))}</h3>`
  if (!proof) return `${head}<p>${escapeHtml(say('no-proof'))}</p>`
  const rows = proof.mistakes.map(mistake => {
    const { of, outcome, feedback } = mistake.fails
    const said = feedbackIn(lab, of, feedback)
    const otherwise = outcome === 'missed' ? printedLine(say('unmet', { says: askedBy(lab, of) })) : escapeHtml(say('waits'))
    return `<tr><td>${printedLine(mistake.says)}${played(lab, mistake, say)}</td><td>${said === undefined ? otherwise : printedLine(said)}</td></tr>`
  })
  return `${head}<p class="quiet">${escapeHtml(say('proved'))}</p><table><tr><th scope="col">${escapeHtml(say('did'))}</th><th scope="col">${escapeHtml(say('hears'))}</th></tr>${rows.join('')}</table>`
}

/** @returns the sentence of an expectation, or the question */
function askedBy({ steps }: Lab, of: string): string {
  const asked = steps.flatMap(({ expectations, questions, prediction }) => [...expectations.map(({ id, says }) => ({ id, text: says })), ...questions.map(({ id, ask }) => ({ id, text: ask })), ...(prediction ? [{ id: prediction.id, text: prediction.ask }] : [])])
  return asked.find(({ id }) => id === of)?.text ?? of
}

function answers(lab: Lab, proof: ProofFile | undefined, say: Say): string {
  const solution = proof ? `<h4>${escapeHtml(say('solution'))}</h4>${proof.solution.requests.trim() === '' ? '' : `<pre>${escapeHtml(proof.solution.requests.trim())}</pre>`}` : ''
  return `<h3>${escapeHtml(say('answers'))}</h3>${solution}${lab.steps.map((step, nth) => answersIn(step, nth, lab, proof, say)).join('')}`
}

function answersIn(step: Step, nth: number, lab: Lab, proof: ProofFile | undefined, say: Say): string {
  const asked = [...(step.prediction ? [step.prediction] : []), ...step.questions].flatMap(({ id, ask }) => {
    const value = proof?.solution.answers[id]
    return value === undefined ? [] : [`<li>${printedLine(ask)}<br><strong>${answerInWords(lab, id, value).map(printedLine).join('; ')}</strong></li>`]
  })
  const hints = step.hints.map(hint => `<li>${printedLine(textOfHint(hint))}${costOfHint(hint) > 0 ? ` <span class="quiet">(${escapeHtml(say('costs', { points: costOfHint(hint) }))})</span>` : ''}</li>`)
  return `<h4>${nth + 1}. ${printedLine(step.title)}</h4><ul class="looks">${step.expectations.map(({ says }) => `<li>${printedLine(says)}</li>`).join('')}</ul>
${asked.length > 0 ? `<p class="quiet">${escapeHtml(say('questions'))}</p><ul>${asked.join('')}</ul>` : ''}${hints.length > 0 ? `<p class="quiet">${escapeHtml(say('hints'))}</p><ol>${hints.join('')}</ol>` : ''}`
}

function played(lab: Lab, { requests, answers: given }: ProofFile['mistakes'][number], say: Say): string {
  const words = Object.entries(given).map(([id, value]) => answerInWords(lab, id, value).join('; '))
  return `${requests.trim() === '' ? '' : `<pre>${escapeHtml(requests.trim())}</pre>`}${words.length > 0 ? `<p class="quiet">${printedLine(say('answered', { answers: words.join(' · ') }))}</p>` : ''}`
}
