// What people read is short and plain: sentences, pages, and the years of school that they ask for.
import { describe, expect, it } from 'vitest'
import { sourceFiles, type SourceFile } from '../architecture/source-files.ts'
import { sentencesOf } from './prose.ts'
import { gradeOf, wordsOf } from './reading.ts'

interface Kind {
  readonly name: string
  readonly files: RegExp
  /** Words of a sentence at most; where the bounds were set, they left out the worst two in a hundred, which were then written anew. */
  readonly sentence: number
  /** Words of a page at most. */
  readonly page: number
}

const KINDS: readonly Kind[] = [
  { name: 'labs', files: /^labs\/.*\/(brief\.md|README\.md|lab\.yaml|pack\.yaml)$/, sentence: 30, page: 1_300 },
  { name: 'the handbook', files: /^renderer\/handbook\/.*\.md$/, sentence: 30, page: 1_500 },
  { name: 'words of the page', files: /^renderer\/locales\/.*\.json$/, sentence: 28, page: Infinity },
  { name: 'words of the core', files: /^electron\/(model\/(.*-en|rules-en\/.*)\.ts|core\/kit\/words\/en\.json)$/, sentence: 28, page: Infinity },
  { name: 'docs', files: /^(docs\/.*|README|CONTRIBUTING|(electron|renderer)\/README)\.md$/, sentence: 38, page: 3_000 },
]
const GRADE = 7
/** Fewer sentences say nothing of a page. */
const ENOUGH = 5

/** What is not held to the bounds, with the reason. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [/^docs\/(licences|survey-table|wire-strictness|inspector|authoring\/reference)\.md$/, 'made by a program'],
  [/^docs\/decisions\//, 'for us, who weigh every half sentence'],
  [/^docs\/benchmarks\.md$/, 'figures with what each was measured under'],
  [/^docs\/plan\.md$/, 'notes from one working day to the next'],
]

const files = sourceFiles().filter(({ path }) => !EXCEPTIONS.some(([pattern]) => pattern.test(path)))
const of = ({ files: pattern }: Kind): SourceFile[] => files.filter(({ path }) => pattern.test(path))

describe.each(KINDS)('$name', kind => {
  const pages = of(kind).map(file => ({ path: file.path, sentences: sentencesOf(file) }))

  it('are there', () => expect(pages.flatMap(({ sentences }) => sentences).length).toBeGreaterThan(200))

  it(`have no sentence of more than ${kind.sentence} words`, () => {
    expect(pages.flatMap(({ path, sentences }) => sentences.map(sentence => ({ path, sentence, words: wordsOf(sentence).length })))
      .filter(({ words }) => words > kind.sentence).map(({ path, sentence, words }) => `${path}: ${words} words: ${sentence}`)).toEqual([])
  })

  it(`have no page of more than ${kind.page} words, and none that asks for more than ${GRADE} years of school`, () => {
    expect(pages.filter(({ sentences }) => sentences.flatMap(wordsOf).length > kind.page).map(({ path }) => path)).toEqual([])
    expect(pages.filter(({ sentences }) => sentences.length >= ENOUGH && gradeOf(sentences) > GRADE).map(({ path, sentences }) => `${path}: ${gradeOf(sentences).toFixed(1)}`)).toEqual([])
  })
})

describe('the measure', () => {
  it('takes the sentences of Markdown, without code, tables, headings and citations', () => {
    const text = '# A title\n\nOne `code` here (RFC 9110 §9.1). Two follow;\nthree too.\n\n| a | b |\n| --- | --- |\n| not this one | here |\n\n```sh\nnot this one here\n```\n\n```aside RFC 9110 §9\nIt is told.\n```\n'
    expect(sentencesOf({ path: 'a.md', text })).toEqual(['One Code here.', 'Two follow;', 'three too.', 'It is told.'])
  })

  it('takes whole sentences out of values', () => {
    expect(sentencesOf({ path: 'a.yaml', text: 'a: { b: [A whole sentence stands here., no sentence], c: GET / }' })).toEqual(['A whole sentence stands here.'])
    expect(sentencesOf({ path: 'a-en.ts', text: String.raw`x: 'That\'s a sentence of ours.', y: 'short'` })).toEqual(['That\'s a sentence of ours.'])
  })

  it('grows with the length of sentences and of words', () => {
    expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 1)
    expect(gradeOf(['The implementation necessitates considerable familiarity with intermediaries.'])).toBeGreaterThan(20)
  })

  it('has no exception for what is not there', () => {
    const all = sourceFiles()
    expect(EXCEPTIONS.filter(([pattern]) => !all.some(({ path }) => pattern.test(path)))).toEqual([])
  })
})
