// Every section that is cited anywhere is in the list of references with its title, and the list holds nothing else.
import { describe, expect, it } from 'vitest'
import { FIELD_FACTS } from '../../electron/model/explained/field-facts.ts'
import { MEMBER_SECTIONS } from '../../electron/model/explained/member-sections.ts'
import { METHOD_SECTIONS } from '../../electron/model/explained/method-facts.ts'
import { STATUS_SECTIONS } from '../../electron/model/explained/status-facts.ts'
import { citedBy, REFERENCES } from '../../electron/model/references.ts'
import { sourceFiles } from '../architecture/source-files.ts'
import { citationsOf } from './citations.ts'

/** Specifications that are cited by section; others, such as Fetch, are words of every day too. */
const names = [...REFERENCES].filter(([name, { sections }]) => !name.startsWith('RFC ') && Object.keys(sections).length > 0).map(([name]) => name)
const OURS = 'electron/model/references.json'
/** The licences of others have sections of their own. */
const OTHERS = 'docs/third-party-notices.txt'
const PACKS = sourceFiles().flatMap(({ path }) => /^labs\/([^/]+)\/pack[.]yaml$/.exec(path)?.[1] ?? [])
const cited = sourceFiles().filter(({ path }) => path !== OURS && path !== OTHERS && !path.startsWith('test/texts/')).flatMap(file => citationsOf(file, names))
const facts = [
  ...[...FIELD_FACTS.values()].map(({ section }) => section), ...Object.values(STATUS_SECTIONS), ...Object.values(METHOD_SECTIONS), ...Object.values(MEMBER_SECTIONS).flatMap(members => Object.values(members)),
].filter(section => section !== 'not registered')
const found = (path: string, text: string) => citationsOf({ path, text }, ['YAML 1.2.2', 'HAR 1.2']).map(({ specification, section }) => section === undefined ? specification : `${specification} §${section}`)

describe('citations are found', () => {
  it.each([
    ['one', 'electron/a.ts', 'as RFC 9110 §15.6.2 says', ['RFC 9110', 'RFC 9110 §15.6.2']],
    ['a list', 'docs/a.md', 'RFC 9110 §9.1, §9.2 and §9.3; RFC 9112 §3', ['RFC 9110', 'RFC 9110 §9.1', 'RFC 9110 §9.2', 'RFC 9110 §9.3', 'RFC 9112', 'RFC 9112 §3']],
    ['a run', 'docs/a.md', 'RFC 9111 §4.3.1–3, RFC 9110 §15.6.1–15.6.2', ['RFC 9111', 'RFC 9111 §4.3.1', 'RFC 9111 §4.3.2', 'RFC 9111 §4.3.3', 'RFC 9110', 'RFC 9110 §15.6.1', 'RFC 9110 §15.6.2']],
    ['an appendix', 'docs/a.md', 'RFC 7541 §5.2, Appendix B; RFC 9112 §C.2.2', ['RFC 7541', 'RFC 7541 §5.2', 'RFC 7541 §B', 'RFC 9112', 'RFC 9112 §C.2.2']],
    ['a section of what was named before', 'docs/a.md', 'RFC 9110 speaks of it (§9.1)', ['RFC 9110', 'RFC 9110 §9.1']],
    ['a section of what the page is about', 'docs/a.md', 'Sections without a name are those of RFC 9111. RFC 6585 is another; §3', ['RFC 9111', 'RFC 6585', 'RFC 9111 §3']],
    ['a section of nothing', 'docs/a.md', 'see §9.1', ['none §9.1']],
    ['no more than lists in tests', 'test/a.ts', 'RFC 9110 §9.1, §9.2. And (§3)', ['RFC 9110', 'RFC 9110 §9.1', 'RFC 9110 §9.2']],
    ['one in another specification', 'electron/a.ts', 'YAML 1.2.2 §8.1.2, HAR 1.2 §timings', ['YAML 1.2.2', 'YAML 1.2.2 §8.1.2', 'HAR 1.2', 'HAR 1.2 §timings']],
    ['one whose sign is escaped', 'electron/a.ts', String.raw`'RFC 5789 \u00a72'`, ['RFC 5789', 'RFC 5789 §2']],
    ['one of a specification that is not in the list', 'electron/a.ts', 'RFC 9110; Unicode §3.9', ['RFC 9110', 'Unicode §3.9']],
  ])('%s', (_, path, text, expected) => expect(found(path, text)).toEqual(expected))
})

describe('the list of references', () => {
  it('has every specification and every section that is cited', () => {
    expect(cited.length).toBeGreaterThan(3_000)
    expect(cited.filter(({ specification, section }) => {
      const reference = REFERENCES.get(specification)
      return !reference || (section !== undefined && !Object.hasOwn(reference.sections, section))
    }).map(({ specification, section = '', place }) => `${place}: ${specification} ${section}`)).toEqual([])
  })

  it('has all that fields, statuses, methods and members are explained with', () => {
    expect(facts.length).toBeGreaterThan(400)
    expect(facts.filter(section => { const known = citedBy(section); return !known || (section.includes('§') && known.title === undefined) })).toEqual([])
  })

  it('has nothing that nobody cites', () => {
    const used = new Set([...cited.flatMap(({ specification, section }) => [specification, `${specification} §${section}`]), ...facts])
    const all = [...REFERENCES].flatMap(([name, { sections }]) => [name, ...Object.keys(sections).map(section => `${name} §${section}`)])
    expect(all.filter(one => !used.has(one))).toEqual([])
  })

  it.each(PACKS)('%s: the sources that its instructor reads of are the sections that its labs cite', pack => {
    const sections = (of: RegExp, from = '') => new Set(sourceFiles().filter(({ path }) => of.test(path)).flatMap(file => citationsOf({ path: file.path, text: file.text.slice(file.text.indexOf(from)) }, names))
      .flatMap(({ specification, section }) => (section === undefined ? [] : [`${specification} §${section}`])))
    expect([...sections(new RegExp(`^labs/${pack}/README`), '**Sources.**')].sort()).toEqual([...sections(new RegExp(`^labs/${pack}/.*/(lab[.]yaml|brief[.]md)$`))].sort())
  })

  it('says what a citation leads to, and what took the place of what is obsolete', () => {
    expect(citedBy('RFC 7540 §3.2.1')).toMatchObject({ title: 'HTTP2-Settings Header Field', reference: { obsoletedBy: ['RFC 9113'] } })
    expect(citedBy('RFC 9110 §15.6.2')).toMatchObject({ specification: 'RFC 9110', title: '501 Not Implemented', reference: { title: 'HTTP Semantics' } })
    expect([citedBy('RFC 9110 §99'), citedBy('RFC 9110 §constructor'), citedBy('RFC 1')]).toMatchObject([{ specification: 'RFC 9110' }, { specification: 'RFC 9110' }, undefined])
  })
})
