// The hand-out of a lab: what is asked, requests to try, room to write. It is made of a sheet, in which there is no answer.
import type { StepView } from '../../model/lab.ts'
import { sheetOf, pictureOfLab, type KitLab, type Sheet } from './kit-lab.ts'
import { sayingIn, type Say } from './kit-words.ts'
import { escapeHtml, printedPage } from './printed-page.ts'
import { printedLine, printedText, request } from './printed-text.ts'

const LINES_FOR_NOTES = 6
const lines = (count: number): string => '<div class="line"></div>'.repeat(count)

/** @returns the page, to be printed from any browser */
export function handOut(kitLab: KitLab, language: string): string {
  const say = sayingIn(language)
  const sheet = sheetOf(kitLab.lab, language, say('yours'))
  const { view, cited, address } = sheet
  const picture = (name: string) => pictureOfLab(kitLab, name)
  const body = [
    `<p class="quiet">Lab 501 · ${escapeHtml(view.pack.title)} · ${escapeHtml(say('hand-out'))} · ${escapeHtml(say('minutes', { minutes: view.minutes }))}</p>`,
    `<h1>${printedLine(view.title)}</h1><p>${printedLine(view.summary)}</p>`,
    `<p class="head"><span>${escapeHtml(say('name'))}</span><span>${escapeHtml(say('date'))}</span></p>`,
    `<p class="quiet">${escapeHtml(say('address', { url: address }))}</p>`,
    printedText(view.intro, { say, picture, matrices: view.matrices?.[''] ?? [] }),
    ...view.steps.map((step, nth) => stepOnPaper(step, nth, sheet, say, picture)),
    goals(sheet, say),
    ...(cited.length > 0 ? [`<section><h2>${escapeHtml(say('sections'))}</h2><ul>${cited.map(one => `<li>${escapeHtml(one)}</li>`).join('')}</ul></section>`] : []),
  ]
  return printedPage({ title: `${view.title} · ${say('hand-out')} · Lab 501`, language, body: `<div lang="${escapeHtml(view.language ?? 'en')}">\n${body.join('\n')}\n</div>` })
}

/** On a page of their own: what is looked for tells what will come, and that is to be predicted first. */
function goals({ view, asks }: Sheet, say: Say): string {
  const steps = view.steps.flatMap(({ id, title }, nth) => {
    const own = asks.filter(({ step }) => step === id)
    const each = own.map(({ says, points, optional }) => `<li>${printedLine(says)} <span class="quiet">(${escapeHtml([say('points', { points }), ...(optional ? [say('optional')] : [])].join(', '))})</span></li>`)
    return own.length === 0 ? [] : [`<h3>${nth + 1}. ${printedLine(title)}</h3><ul class="looks">${each.join('')}</ul>`]
  })
  return steps.length === 0 ? '' : `<section class="lab"><h2>${escapeHtml(say('looks-for'))}</h2><p class="quiet">${escapeHtml(say('tick'))}</p>${steps.join('')}</section>`
}

function stepOnPaper(step: StepView, nth: number, { view }: Sheet, say: Say, picture: (name: string) => string | undefined): string {
  const { id, title, narrative, request: begins, prediction, questions } = step
  return `<section><h2>${nth + 1}. ${printedLine(title)}</h2>
${begins === undefined ? '' : request(begins, say('begins-with'))}
${printedText(narrative, { say, picture, matrices: view.matrices?.[id] ?? [] })}
${prediction ? `<div class="asked"><h3>${escapeHtml(say('predict'))}</h3><p>${printedLine(prediction.ask)}</p>${options('one', prediction.options)}</div>` : ''}
${questions.length > 0 ? `<h3>${escapeHtml(say('questions'))}</h3>${questions.map(question => asked(question, say)).join('')}` : ''}
<h3>${escapeHtml(say('notes'))}</h3>${lines(LINES_FOR_NOTES)}</section>`
}

type Options = readonly { readonly label: string }[]
const options = (kind: 'one' | 'several' | 'order', all: Options): string => `<ul class="${kind}">${all.map(({ label }) => `<li>${printedLine(label)}</li>`).join('')}</ul>`

function asked(question: StepView['questions'][number], say: Say): string {
  return `<div class="asked"><p>${printedLine(question.ask)}</p>${room(question, say)}</div>`
}

function room({ kind, options: all, answers = [], unit }: StepView['questions'][number], say: Say): string {
  const how = (text: string) => `<p class="quiet">${escapeHtml(text)}</p>`
  switch (kind) {
    case 'choice': return how(say('one')) + options('one', all)
    case 'multiple': return how(say('several')) + options('several', all)
    case 'order': return how(say('in-order')) + options('order', all)
    case 'match': return `${how(say('matched'))}<p>${answers.map(({ label }) => printedLine(label)).join(' · ')}</p><ul>${all.map(({ label }) => `<li>${printedLine(label)} <span class="blank"></span></li>`).join('')}</ul>`
    case 'attribution': return how(say('who')) + options('one', all)
    case 'bytes': return how(say('pointed'))
    case 'number': return `${how(say('in-words'))}<p><span class="blank"></span> ${escapeHtml(unit ?? '')}</p>`
    case 'text': return how(say('in-words')) + lines(1)
  }
}
