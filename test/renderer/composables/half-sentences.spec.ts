// @vitest-environment happy-dom
// What the core says in half-sentences is found again by its English words, and said in the language of the page.
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { CertificateUnavailable } from '../../../electron/core/certificate/installation-certificate.ts'
import { folderInWords, inWords } from '../../../electron/core/store/unavailable.ts'
import { SimulatorDied, SimulatorGone } from '../../../electron/core/topology/remote-topology.ts'
import { asidesEnglish } from '../../../electron/model/asides-en.ts'
import { phrase, type Phrase } from '../../../electron/model/phrase.ts'
import { filled } from '../../../electron/model/rule-text.ts'
import { halfSentence } from '../../../renderer/composables/half-sentences.ts'
import { retell, speak, useWords, words } from '../../../renderer/composables/useWords.ts'

const saying = (told: Phrase): string => mount(defineComponent({ setup() { const { say } = useWords(); return () => h('p', say(told)) } }), { global: { plugins: [words] } }).text()
afterEach(() => speak('en'))

describe('a half-sentence', () => {
  it.each(Object.entries(asidesEnglish))('is found: %s', (id, text) => {
    const values = Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name], nth) => [name, `x${nth}`]))
    expect(halfSentence(filled(text, values))).toEqual({ id, values })
  })

  it('is not taken for one where it is a name or a value', () => {
    expect(['', 'Methods', 'the method', 'toString', '{name}'].map(halfSentence)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('is said in the language of the page, inside of others too', async () => {
    const read = phrase('decision.malformed', { what: 'the value of X-A contains a control character' })
    const differ = phrase('verdict.differ-also-in', { what: 'method, User-Agent' })
    expect([saying(read), saying(differ)]).toEqual(['The bytes do not read as an HTTP message: the value of X-A contains a control character.', 'they also differ in method, User-Agent'])
    await speak('de')
    expect([saying(read), saying(differ)]).toEqual(['Die Bytes lassen sich nicht als HTTP-Nachricht lesen: der Wert von X-A enthält ein Steuerzeichen.', 'sie unterscheiden sich auch sonst: Methode, User-Agent'])
    expect(saying(phrase('decision.malformed', { what: 'a.har: the file is empty; give a capture saved by Lab 501, the lines of `lab501 run --json`, or a HAR file' }))).toContain('Die Datei ist leer; gib einen Mitschnitt')
  })

  it.each([5, 6, 8, 10, 11, 13, 14, 26])('says why the store cannot keep anything: result code %i of SQLite', async errcode => {
    const error = inWords(Object.assign(new Error('of SQLite'), { errcode }), '/data/lab501.sqlite')
    const notice = phrase('notice.not-saved', { why: error instanceof Error ? error.message : '' })
    expect(saying(notice)).toMatch(/ is kept and tried again\. .*: \/data\/lab501\.sqlite\. /)
    await speak('de')
    expect(saying(notice)).toMatch(/^Was du tust, wird gerade nicht gespeichert.* Die (?:Datei|Platte) .*: \/data\/lab501\.sqlite\. [A-Z]/)
    expect(saying(notice)).not.toMatch(/\b(?:The|Make|Check|Close|Start)\b/)
  })

  it.each([
    ['a folder that may not be written to', folderInWords(new Error('EACCES'), '/data')],
    ['a folder where a file stands', folderInWords(new Error('ENOTDIR'), `${import.meta.filename}/lab501.lock`)],
    ['a simulator that stopped', new SimulatorDied()],
    ['one that was given up', new SimulatorGone()],
    ['a certificate that cannot be kept', new CertificateUnavailable('/data/tls', new Error('EACCES'))],
  ])('says what cannot be had: %s', async (_, { message }) => {
    await speak('zh-CN')
    expect(retell(message)).toMatch(/\p{Script=Han}/u)
  })

  it('has its numbers written as the language does, and statuses as they are', async () => {
    const large = phrase('decision.content-too-large', { limit: 1_048_576 })
    const refused = phrase('verdict.status', { status: 501 })
    expect(saying(large)).toContain('1,048,576')
    await speak('de')
    expect([saying(large), saying(refused)]).toEqual(['Der Inhalt ist länger als 1.048.576 Oktette.', 'Status 501'])
  })
})
