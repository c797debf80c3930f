import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../../electron/core/packs/load-proof.ts'
import { PackFolder, PROOF } from './pack-fixture.ts'

function read(from: string | RegExp = '', to = '') {
  using folder = new PackFolder()
  const { labs, places } = loadPacks([folder.writeTea({ 'tea/brew/proof.yaml': PROOF.replace(from, to) }).path])
  const [lab] = labs
  if (!lab) throw new Error('no lab')
  const { proof, problems } = loadProof(places.get(lab.id) ?? join(folder.path, 'tea/brew'), lab)
  return { proof, problems: folder.described(problems) }
}

describe('a proof', () => {
  it('is read with what it leaves out filled in', () => {
    const { proof, problems } = read()
    expect(problems).toEqual([])
    expect(proof?.solution).toEqual({ requests: 'BREW /pot', answers: { why: 'a' } })
    expect(proof?.mistakes[0]).toEqual({ id: 'm1', says: 'One.', requests: 'GET /pot', answers: {}, fails: { of: 'brewed', outcome: 'missed' } })
  })

  it.each([
    ['an expectation that is not there', 'of: brewed', 'of: brewde', 'tea/brew/proof.yaml:5:60: "brewde" is no expectation or question, one of brewed, why is expected. Write "brewed".'],
    ['feedback that is not there', 'feedback: b', 'feedback: c', 'tea/brew/proof.yaml:6:76: "c" is no feedback of "why", one of a, b is expected. Write "a".'],
    ['an answer to no question', '{ why: a }', '{ wy: a }', 'tea/brew/proof.yaml:3:14: "wy" is no question or prediction, one of why is expected. Write "why".'],
    ['an option that is not there', '{ why: a }', '{ why: maybe }', 'tea/brew/proof.yaml:3:19: "maybe" is no option, one of a, b is expected. Write one of these.'],
    ['a list for one answer', '{ why: a }', '{ why: [a] }', 'tea/brew/proof.yaml:3:19: found a list, one answer is expected. Write the id of one option.'],
    ['requests that do not read', 'BREW /pot', 'BREW', 'tea/brew/proof.yaml:2:13: found "BREW" where a request line such as GET /widgets is expected. Write requests in the form of an .http file, parted by ###.'],
    ['requests that do not read, below a bar', 'requests: BREW /pot\n', 'requests: |\n    BREW /pot\n\n    ###\n    BREW\n', 'tea/brew/proof.yaml:6:1: found "BREW" where a request line such as GET /widgets is expected. Write requests in the form of an .http file, parted by ###.'],
    ['two mistakes with one id', 'id: m2', 'id: m1', 'tea/brew/proof.yaml:6:11: the id "m1" is taken already. Choose another id.'],
    ['too few mistakes', /  - \{ id: m3.*\n/, '', 'tea/brew/proof.yaml:5:3: "mistakes" is a list, a list of at least 3 is expected. Write a list of at least 3.'],
  ])('names the place of %s', (_, from, to, problem) => {
    expect(read(from, to)).toEqual({ proof: undefined, problems: [problem] })
  })
})
