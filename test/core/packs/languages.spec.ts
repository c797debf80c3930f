// One lab in several languages: texts side by side, what falls back, what is told to the author, and that nothing graded depends on it.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from '../../../electron/core/grader/judge.ts'
import { Library } from '../../../electron/core/library/library.ts'
import { FolderFiles } from '../../../electron/core/packs/pack-files.ts'
import { loadPackFrom, loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { inLanguage } from '../../../electron/model/lab-texts.ts'
import { type Lab, viewOfLab } from '../../../electron/model/lab.ts'
import { capture } from '../../support/transcript.ts'
import { BRIEF, LAB, PACK, PackFolder } from './pack-fixture.ts'

const TWO = PACK.replace('labs:', 'languages: [en, de]\ntexts: { de: { title: Tee, summary: Tee auf Deutsch. } }\nlabs:')
const DE = `title: Brühen
summary: Tee brühen.
learned: Tee.
steps:
  - id: one
    title: Eins
    expectations: [{ id: brewed, says: Es antwortet 501. }]
    questions:
      - { id: why, ask: Warum?, options: [{ id: a, label: A, feedback: Ja. }, { id: b, label: B, feedback: Nein. }] }
`

/** @returns what is wrong and what is noted about the pack with those files. */
function said(files: Readonly<Record<string, string>>): { problems: string[]; notes: string[] } {
  using folder = new PackFolder().writeTea({ 'tea/pack.yaml': TWO, ...files })
  const { problems, notes } = loadPacks([folder.path])
  return { problems: folder.described(problems), notes: folder.described(notes) }
}

describe('a lab in two languages', () => {
  const { labs, problems, notes } = loadPackFrom(new FolderFiles(join(import.meta.dirname, '../../browser/packs-blocks/two-languages')))
  const [english] = labs as [Lab]
  const german = inLanguage(english, 'de')

  it('has its texts in each, and in the first what the other lacks', () => {
    expect(problems).toEqual([])
    const [step] = viewOfLab(german).steps
    expect([german.title, step?.title, step?.prediction?.ask, step?.prediction?.options[0]?.label, german.intro]).toEqual(['Frag eine Teekanne', 'Bitte sie zu brühen', 'Was bekommt `BREW /pot`?', '200 OK', 'Eine Küche hört auf `{{url}}`.'])
    expect(german.steps[0]?.hints).toEqual(['Was sagt das erste Wort?', { text: 'Sende `BREW /pot`.', cost: 1 }])
    expect([viewOfLab(german).language, viewOfLab(english).language, viewOfLab(english).languages, inLanguage(english, 'fr')]).toEqual(['de', 'en', ['en', 'de'], english])
    expect(german.scenario).toEqual(english.scenario)
  })

  it('says what is missing, and where it would stand', () => {
    expect(notes.map(({ file, line, what }) => `${file.split('/').at(-1) ?? ''}:${line ?? 0} ${what}`)).toEqual([
      'pack.yaml:10 the pack\'s summary is not said in de',
      'lab.de.yaml:8 steps.brew.prediction.options.ok.label is not said in de', 'lab.de.yaml:8 steps.brew.prediction.options.none.label is not said in de',
      'lab.de.yaml:15 steps.brew.questions.why.wrong is not said in de',
    ])
  })

  it('has the name of its pack in each', () => {
    expect([german.pack.title, english.pack.title]).toEqual(['Zwei Sprachen', 'Two languages'])
    using library = new Library({ folders: [{ path: join(import.meta.dirname, '../../browser/packs-blocks'), source: 'built-in' }], onChanged: () => undefined })
    const about = (language?: string) => library.packs(language).find(({ id }) => id === 'two-languages')?.about
    expect([about('de'), about('fr'), about()].map(one => [one?.title, one?.summary])).toEqual([
      ['Zwei Sprachen', 'One lab, told in English and in German.'], ...Array.from({ length: 2 }, () => ['Two languages', 'One lab, told in English and in German.']),
    ])
  })

  it('is graded the same, and spoken of in its own words', () => {
    const exchanges = capture(`
      > GET /pot HTTP/1.1
      < HTTP/1.1 200 OK
      < Content-Length: 3
      <
      < tea
    `)
    const answers = [{ question: 'why', value: 'brew', afterSeq: 1, givenWallMs: 0 }]
    const graded = (lab: Lab) => judge(lab, exchanges, answers, [])
    const bare = (lab: Lab) => graded(lab).map(({ of, outcome, earned, points, evidence, feedback }) => ({ of, outcome, earned, points, evidence, feedback: feedback?.id }))
    expect(bare(german)).toEqual(bare(english))
    expect(graded(german).find(({ of }) => of === 'refused')).toMatchObject({ outcome: 'missed', says: 'Die Kanne antwortet auf `BREW` mit 501.', feedback: { id: 'gets', text: 'Das war `GET`.' } })
  })
})

describe('what an author is told of a translation', () => {
  it('that is not there: notes, no problems', () => {
    const { problems, notes } = said({})
    expect(problems).toEqual([])
    expect(notes).toEqual([
      'tea/brew/lab.de.yaml: the lab\'s own texts are not said in de. Until it is, "en" is shown.', 'tea/brew/brief.de.md: what the learner reads is not said in de. Until it is, "en" is shown.',
    ])
  })

  it('that is whole: nothing', () => {
    expect(said({ 'tea/brew/lab.de.yaml': DE, 'tea/brew/brief.de.md': 'Über Tee.\n\n## one\n\nBrühe.\n' })).toEqual({ problems: [], notes: [] })
  })

  it.each([
    ['an id that is nearly one', DE.replace('id: brewed', 'id: brewd'), /lab\.de\.yaml:7:26: lab\.yaml has no "brewd" among its expectations, one of brewed is expected\. Write "brewed"/],
    ['a text that lab.yaml lacks', DE.replace('says: Es', 'because: X, says: Es'), /lab\.de\.yaml:7:34: lab\.yaml says nothing under "because" here/],
    ['logic', DE.replace('says: Es', 'expect: { status: 200 }, says: Es'), /"expect"/],
    ['a right answer of its own', DE.replace('label: A', 'label: A, right: true'), /"right"/],
    ['more hints than there are', `${DE}    hints: [Nein.]\n`, /lab\.yaml has 0 of "hints"/],
    ['the same id twice', DE.replace('[{ id: brewed, says: Es antwortet 501. }]', '[{ id: brewed, says: A. }, { id: brewed, says: B. }]'), /"brewed" stands here twice/],
    ['a blank that nobody fills', DE.replace('Tee brühen.', 'Tee bei {{ulr}}.'), /nothing fills the blank \{\{ulr\}\}/],
  ])('with %s', (_what, text, pattern) => {
    expect(said({ 'tea/brew/lab.de.yaml': text }).problems).toEqual([expect.stringMatching(pattern)])
  })

  it('whose text has a step of nobody, or a block that names nothing', () => {
    expect(said({ 'tea/brew/brief.de.md': 'Tee.\n\n## eins\n\nBrühe.\n' }).problems).toEqual([expect.stringContaining('the heading "eins" is no step of this lab')])
    expect(said({ 'tea/brew/brief.de.md': 'Tee.\n\n## one\n\n```question\nwhy-not\n```\n' }).problems).toEqual([expect.stringMatching(/brief\.de\.md:6:1: no question of this step is called "why-not"/)])
  })

  it('in a language that the pack does not have', () => {
    expect(said({ 'tea/brew/brief.dr.md': BRIEF }).problems).toEqual([expect.stringMatching(/brief\.dr\.md: "dr" is no language of the pack/)])
    expect(said({ 'tea/brew/lab.en.yaml': 'title: X\n' }).problems).toEqual([expect.stringContaining('"en" is the pack\'s first language. Put its texts into lab.yaml')])
    expect(said({ 'tea/pack.yaml': PACK.replace('labs:', 'languages: [en, en]\nlabs:') }).problems).toEqual([expect.stringContaining('the language "en" is listed twice')])
    expect(said({ 'tea/pack.yaml': PACK.replace('labs:', 'languages: [English]\nlabs:') }).problems).toEqual([expect.stringContaining('RFC 5646')])
  })

  it('whose pack speaks of itself in a language that it does not have, or twice in its first', () => {
    const texts = (language: string) => said({ 'tea/pack.yaml': TWO.replace('texts: { de:', `texts: { ${language}:`) }).problems
    expect(texts('dr')).toEqual([expect.stringMatching(/^tea\/pack\.yaml:\d+:\d+: "dr" is no language of the pack\. Write "de"\.$/)])
    expect(texts('en')).toEqual([expect.stringContaining('"en" is the pack\'s first language. Write them as "title" and "summary".')])
    expect(said({ 'tea/pack.yaml': PACK.replace('labs:', 'texts: { fr: { title: Thé } }\nlabs:') }).problems).toEqual([expect.stringContaining('"fr" is no language of the pack. List it in "languages", or take it away.')])
  })

  it('is nothing where a pack has one language, as it was', () => {
    using folder = new PackFolder().writeTea()
    const { labs: [lab], notes } = loadPacks([folder.path])
    expect([lab?.languages, lab && viewOfLab(lab).languages, notes, LAB.includes('language')]).toEqual([undefined, undefined, [], false])
  })
})
