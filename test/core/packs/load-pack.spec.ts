import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPacks, packsIn } from '../../../electron/core/packs/load-pack.ts'
import { BRIEF, LAB, PACK, PackFolder } from './pack-fixture.ts'

/** Loads the pack with one file changed. */
function problemsOf(changed: Readonly<Record<string, string>>): { problems: string[]; labs: string[] } {
  using folder = new PackFolder()
  const { labs, problems } = loadPacks([folder.writeTea(changed).path])
  return { problems: folder.described(problems), labs: labs.map(lab => lab.id) }
}
const inLab = (from: string | RegExp, to: string) => ({ 'tea/brew/lab.yaml': LAB.replace(from, to) })
const inPack = (from: string, to: string) => ({ 'tea/pack.yaml': PACK.replace(from, to) })

describe('a folder of packs', () => {
  it('gives its labs with their texts, and where they lie', () => {
    using folder = new PackFolder()
    const { labs, problems, places } = loadPacks([folder.writeTea().path])
    expect(problems).toEqual([])
    expect(labs[0]).toMatchObject({ id: 'brew', pack: { id: 'tea', version: '1.0.0', title: 'Tea' }, intro: 'About tea.', narrative: { one: 'Brew.' } })
    expect(labs[0]?.scenario.seed).toBe(501)
    expect([...places]).toEqual([['brew', join(folder.path, 'tea/brew')]])
  })

  it('may be missing, and ignores files and folders that are no packs', () => {
    using folder = new PackFolder()
    folder.write({ 'README.md': 'x', 'notes/x.txt': 'x', '.git/pack.yaml': 'x' })
    expect(loadPacks([folder.path, join(folder.path, 'nowhere'), join(folder.path, 'README.md')])).toEqual({ labs: [], problems: [], notes: [], places: new Map(), files: new Map() })
  })

  it('are learned in the order of learning-path.txt, the others after them by their names', () => {
    using folder = new PackFolder()
    folder.write({ 'a/pack.yaml': '', 'b/pack.yaml': '', 'c/pack.yaml': '', 'learning-path.txt': 'c\r\nnowhere\nb\n' })
    expect(packsIn(folder.path)).toEqual(['c', 'b', 'a'].map(name => join(folder.path, name)))
  })

  it('leaves out a broken lab and loads the others', () => {
    using folder = new PackFolder()
    folder.writeTea({ 'tea/pack.yaml': PACK.replace('[brew]', '[brew, pour]'), 'tea/pour/lab.yaml': LAB.replace('minutes: 3', 'minutes: ten'), 'tea/pour/brief.md': BRIEF })
    const { labs, problems } = loadPacks([folder.path])
    expect(labs.map(lab => lab.id)).toEqual(['brew'])
    expect(folder.described(problems)).toEqual(['tea/pour/lab.yaml:4:10: "minutes" is "ten", a number is expected. Write a number.'])
  })

  it('keeps the first of two packs or labs with one id', () => {
    using folder = new PackFolder()
    folder.writeTea({
      'tea2/pack.yaml': PACK, 'tea3/pack.yaml': PACK.replace('id: tea', 'id: third'), 'tea3/brew/lab.yaml': LAB, 'tea3/brew/brief.md': BRIEF,
    })
    const { labs, problems } = loadPacks([folder.path])
    expect(labs.map(lab => lab.pack.id)).toEqual(['tea'])
    expect(folder.described(problems)).toEqual([
      'tea2/pack.yaml:2:5: the pack id "tea" is taken by tea. Give this pack another id, or remove one of the two.',
      'tea3/brew: the lab id "brew" is taken by tea/brew. Give this lab another id.',
    ])
  })

  it('is not left through links', () => {
    using folder = new PackFolder()
    using outside = new PackFolder()
    outside.writeTea()
    folder.writeTea({ 'tea/pack.yaml': PACK.replace('[brew]', '[brew, pour]') })
    symlinkSync(join(outside.path, 'tea/brew'), join(folder.path, 'tea/pour'))
    symlinkSync(join(outside.path, 'tea'), join(folder.path, 'zzz'))
    const { labs, problems } = loadPacks([folder.path])
    expect(labs.map(lab => lab.id)).toEqual(['brew'])
    expect(folder.described(problems)).toEqual([
      'tea/pour/lab.yaml: it leads out of the folder that holds the pack. Put the file itself here instead of a link.',
      'tea/pour/brief.md: it leads out of the folder that holds the pack. Put the file itself here instead of a link.',
      'zzz: the pack is a link that leads out of the folder of packs. Put the pack itself here.',
    ])
  })
})

describe('a problem names file, line, column, what was found and expected, and the mend', () => {
  it.each([
    ['a missing file', { 'tea/pack.yaml': PACK.replace('[brew]', '[brew, pour]'), 'tea/pour/brief.md': BRIEF }, [
      'tea/pour/lab.yaml: there is no such file. Write it, or correct the name.',
    ], ['brew']],
    ['a newer format', inPack('format: 1', 'format: 2'), ['tea/pack.yaml:1:9: "format" is 2, 1 is expected. Write format: 1. A pack with a higher number needs a newer Lab 501.'], []],
    ['a version in another form', inPack('1.0.0', '1.0'), ['tea/pack.yaml:3:10: "version" is 1, text is expected. Put it in quotes: "1".'], []],
    ['a version of four numbers', inPack('1.0.0', '1.0.0.0'), ['tea/pack.yaml:3:10: "version" is "1.0.0.0", but a version is three numbers, such as 1.0.0. Write it in that form.'], []],
    ['no authors', inPack('[alice]', '[]'), ['tea/pack.yaml:6:10: "authors" is an empty list, a list of at least one is expected. Write a list of at least one.'], []],
    ['a lab that is not there', inPack('[brew]', '[brwe]'), [
      'tea/pack.yaml:8:8: there is no folder "brwe" in tea. Write "brew".',
      'tea/pack.yaml:8:1: the folder "brew" holds a lab that is not listed. Add "- brew" to "labs".',
    ], []],
    ['a lab listed twice', inPack('[brew]', '[brew, brew]'), ['tea/pack.yaml:8:14: the lab "brew" is listed twice. Keep one of the two.'], ['brew']],
    ['a path for a lab', inPack('[brew]', '[../brew]'), [
      'tea/pack.yaml:8:8: number 1 of "labs" is "../brew", but an id is small letters, digits and hyphens. Write it in that form.',
    ], []],
    ['an unknown key', inLab('summary:', 'sumary:'), [
      'tea/brew/lab.yaml:1:1: "summary" is missing, text is expected. Add "summary".',
      'tea/brew/lab.yaml:3:1: the key "sumary" is not known here, one of id, title, summary, minutes, scenario, recording, steps, learned is expected. Write "summary" instead.',
    ], []],
    ['an unknown key deep inside', inLab('expect: {', 'expcet: {'), [
      'tea/brew/lab.yaml:18:9: "expect" is missing, a mapping (key: value) is expected. Add "expect".',
      'tea/brew/lab.yaml:20:9: the key "expcet" is not known here, one of kind, id, says, points, optional, because, section, feedback, at, side, after, before, select, expect, atLeast, atMost, distinct, same is expected. Write "expect" instead.',
    ], []],
    ['an unknown kind', inLab('kind: reply', 'kind: repply'), ['tea/brew/lab.yaml:12:24: "kind" is "repply", one of "reply", "echo", "fail", "planned", "collection", "toggle" is expected. Write "reply".'], []],
    ['a status that is none', inLab('status: 501', 'status: 5xy'), ['tea/brew/lab.yaml:20:27: "status" is "5xy", one of "1xx", "2xx", "3xx", "4xx", "5xx", "none" is expected. Write "5xx".'], []],
    ['a status out of bounds', inLab('status: 501', 'status: 999'), ['tea/brew/lab.yaml:20:27: "status" is 999, a number of at most 599 is expected. Write a number of at most 599.'], []],
    ['a method that is no token', inLab('GET: {', 'G@T: {'), ['tea/brew/lab.yaml:12:11: the key "G@T" does not fit: a method is a token (RFC 9110 §9.1): letters, digits and !#$%&\'*+-.^_`|~. Write another key.'], []],
    ['a target without slash', inLab('/pot:', 'pot:'), ['tea/brew/lab.yaml:11:9: the key "pot" does not fit: text that begins with "/". Write another key.'], []],
    ['a field value on two lines', inLab('kind: reply, text: tea', 'kind: reply, fields: { X-A: "1\\r\\nX-B: 2" }'), [expect.stringContaining('a field value is one line of characters up to U+00FF, with no blank at either end (RFC 9110 §5.5)')], []],
    ['a field that the server writes itself', inLab('kind: reply, text: tea', 'kind: reply, fields: { content-length: "9" }'), [expect.stringContaining('Content-Length, Transfer-Encoding, Date and Server come by themselves')], []],
    ['two participants of one name', inLab(/( +- role: origin\n(?: {6}.*\n)+)/, '$1$1'), ['tea/brew/lab.yaml:14:13: there is another participant named "kitchen". Give each a name of its own.'], []],
    ['a time that is none', inLab('  participants:', '  clock: today\n  participants:'), ['tea/brew/lab.yaml:6:10: "clock" is "today", a time such as 2026-01-05T09:00:00Z is expected. Write a time such as 2026-01-05T09:00:00Z.'], []],
    ['no text at all', inLab('title: Brew', 'title: ""'), ['tea/brew/lab.yaml:2:8: "title" is empty text, some text is expected. Write some text.'], []],
    ['a list for a mapping', inLab('expect: { status: 501 }', 'expect: [501]'), ['tea/brew/lab.yaml:20:17: "expect" is a list, a mapping (key: value) is expected. Write a mapping (key: value).'], []],
    ['an empty file', { 'tea/brew/lab.yaml': '' }, ['tea/brew/lab.yaml:1:1: the file is empty, a mapping (key: value) is expected. Write a mapping (key: value).'], []],
    ['an id that is not the folder\'s', inLab('id: brew', 'id: steep'), ['tea/brew/lab.yaml:1:5: the lab\'s id is "steep", its folder is called "brew". Give both the same name.'], []],
    ['an id that is taken', inLab('id: why', 'id: brewed'), ['tea/brew/lab.yaml:22:13: the id "brewed" is taken already in this lab. Choose another id.'], []],
    ['a method that a build lacks', inLab('implements: [GET]', 'implements: [GET]\n      builds: { v2: { resources: { /pot: { PATCH: { kind: echo } } } } }'),
      ['tea/brew/lab.yaml:10:44: /pot takes PATCH, but the origin implements GET, HEAD. Add PATCH to "implements", or take it away here.'], []],
    ['a method that the origin lacks', inLab('GET: {', 'GTE: {'), ['tea/brew/lab.yaml:12:11: /pot takes GTE, but the origin implements GET, HEAD. Write GET, or add GTE to "implements".'], []],
    ['a request that does not read', inLab('request: BREW /pot', 'request: |\n      BREW /pot\n      Accept everything'), [
      'tea/brew/lab.yaml:18:1: found "Accept everything" where a field such as Accept: text/plain, or a blank line before content, is expected. Write one request in the form of an .http file.',
    ], []],
    ['two requests for one', inLab('request: BREW /pot', 'request: "BREW /pot\\n###\\nGET /pot"'), ['tea/brew/lab.yaml:16:14: found 2 requests, one is expected. Write one request in the form of an .http file.'], []],
    ['a JSON path that does not compile', inLab('{ status: 501 }', '{ content: { json: [{ path: "$.[", exists: true }] } }'), [
      'tea/brew/lab.yaml:20:45: "$.[" is no JSONPath: unexpected shorthand selector \'[\' (\'$.[\':2). Write a path such as $.status (RFC 9535).',
    ], []],
    ['a JSON path with a pattern', inLab('{ status: 501 }', '{ content: { json: [{ path: "$[?match(@.a, \'(a+)+\')]", exists: true }] } }'), [
      'tea/brew/lab.yaml:20:45: "$[?match(@.a, \'(a+)+\')]" uses match() or search(), whose patterns could take for ever, so they are not judged by. Compare with ==, or use "contains" of the content.',
    ], []],
    ['counts that exclude each other', inLab('{ status: 501 }', '{ status: 501 }\n        atMost: 1\n        atLeast: 2'), ['tea/brew/lab.yaml:21:17: at most 1 is less than at least 2. Raise atMost, or lower atLeast.'], []],
    ['no right option', inLab(', right: true', ''), ['tea/brew/lab.yaml:26:11: found 0 right options, one is expected. Mark one option with right: true, or make the kind multiple.'], []],
    ['two options with one id', inLab('id: b,', 'id: a,'), ['tea/brew/lab.yaml:27:19: the id "a" stands twice among these options. Give each option its own id.'], []],
    ['a heading that is no step', { 'tea/brew/brief.md': 'Tea.\n\n## oen\n\nBrew.\n' }, [
      'tea/brew/brief.md:3:1: the heading "oen" is no step of this lab, one of one is expected. Write "## one".',
      'tea/brew/brief.md:1:1: there is no heading for the step "one". Add a line "## one" and the step\'s text.',
    ], []],
    ['a heading twice', { 'tea/brew/brief.md': 'Tea.\n## one\nBrew.\n## one\nAgain.' }, ['tea/brew/brief.md:4:1: the heading "one" stands here twice. Keep one of the two.'], []],
    ['a step without text', { 'tea/brew/brief.md': '## one\n' }, [
      'tea/brew/brief.md:1:1: the step "one" has no text. Say what there is to do.',
      'tea/brew/brief.md:1:1: there is no text before the first heading. Say in a sentence or two what the lab is about.',
    ], []],
    ['a card that is no request', { 'tea/brew/brief.md': 'Tea.\n## one\nBrew.\n```http\nBREW\n```\n' }, [
      'tea/brew/brief.md:5:1: found "BREW" where a request line such as GET /widgets is expected. Write one request in the form of an .http file.',
    ], []],
  ] as const)('%s', (_, changed, problems, labs) => {
    expect(problemsOf(changed)).toEqual({ problems, labs })
  })

  it('finds headings that stand in another order than the steps', () => {
    const two = LAB.replace('learned:', '  - { id: two, title: Two }\nlearned:')
    expect(problemsOf({ 'tea/brew/lab.yaml': two, 'tea/brew/brief.md': 'Tea.\n## two\nB.\n## one\nA.\n' }).problems).toEqual([
      'tea/brew/brief.md:2:1: the headings stand in another order than the steps one, two. Put them in the order of lab.yaml.',
    ])
  })

  it('takes HEAD along with GET', () => {
    expect(problemsOf(inLab('GET: {', 'HEAD: { kind: echo }\n          GET: {')).problems).toEqual([])
  })
})
