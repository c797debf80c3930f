import { describe, expect, it } from 'vitest'
import { fitName } from '../../../renderer/components/palette/fuzzy.ts'
import { namePieces, paletteLines, type Hit } from '../../../renderer/components/palette/palette-lines.ts'
import type { Offer } from '../../../renderer/composables/useActions.ts'

const offer = (id: string, name = id, rest: Partial<Offer> = {}): Offer => ({ id, group: 'Group', name, run: () => undefined, ...rest })
const meant = (wanted: string, name: string) => {
  const found = fitName(wanted, name)
  return found && namePieces(name, found.at).map(({ text, isMeant }) => (isMeant ? `[${text}]` : text)).join('')
}
const namesOf = (lines: ReturnType<typeof paletteLines>) => lines.map(line => ('heading' in line ? `# ${line.heading}` : line.offer.name))

describe('a few letters', () => {
  it.each([
    ['send', 'Send the request', '[Send] the request'],
    ['str', 'Send the request', '[S]end [t]he [r]equest'],
    ['405', '501 or 405?', '501 or [405]?'],
    ['or 5', '501 or 405?', '[5]01 [or] 405?'],
    ['hbk', 'Handbook', '[H]and[b]oo[k]'],
    ['EXCH', 'Next exchange', 'Next [exch]ange'],
    ['é', 'Café 𝒳', 'Caf[é] 𝒳'],
    ['𝒳', 'Café 𝒳', 'Café [𝒳]'],
    ['', 'Keys', 'Keys'],
  ])('%j mean in %j: %s', (wanted, name, pieces) => expect(meant(wanted, name)).toBe(pieces))

  it('fit in order only, every word of them, and in the note too', () => {
    expect([fitName('dnes', 'Send'), fitName('send xyz', 'Send the request'), fitName('zzz', '')]).toEqual([undefined, undefined, undefined])
    expect(fitName('teapot', '418', 'I am a Teapot')?.at.size).toBe(0)
  })

  it('fit the beginnings of words best, then letters side by side', () => {
    const score = (wanted: string, name: string) => fitName(wanted, name)?.score ?? 0
    expect(score('com', 'Compare')).toBeGreaterThan(score('com', 'Telecom'))
    expect(score('com', 'Telecom')).toBeGreaterThan(score('com', 'A cat of mine'.replaceAll(' ', '')))
    expect(score('raw', 'Raw')).toBeGreaterThan(score('raw', 'Raw bytes'))
  })

  it('take no time to speak of with names that nobody would write', () => {
    expect(fitName('a'.repeat(200), 'a'.repeat(5_000))?.at.size).toBe(40)
  })
})

describe('the lines of the palette', () => {
  const offers = [offer('send', 'Send the request', { group: 'Request' }), offer('raw', 'Raw', { group: 'Look' }), offer('write', 'Write as raw bytes', { group: 'Request' }), offer('hint', 'Take a hint', { group: 'Request', obstacle: 'None is left.' })]

  it('stand in groups as they are offered, those used last first and only there', () => {
    expect(namesOf(paletteLines(offers, ' ', ['raw', 'gone', 'hint'], 'Used last'))).toEqual(['# Used last', 'Raw', '# Request', 'Send the request', 'Write as raw bytes', 'Take a hint'])
  })

  it('are the best first where something is wanted, and one used last goes before its equal', () => {
    expect(namesOf(paletteLines(offers, 'raw', [], 'Used last'))).toEqual(['# Look', 'Raw', '# Request', 'Write as raw bytes'])
    const twins = [offer('a', 'Open it'), offer('b', 'Open it', { note: 'used' })]
    expect(paletteLines(twins, 'open', ['b'], 'Used last').filter((line): line is Hit => 'offer' in line).map(hit => hit.offer.id)).toEqual(['b', 'a'])
  })

  it('are counted through, a thousand of them as well', () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => offer(`lab:${nth}`, `Lab ${nth}`, { group: `Pack ${nth % 9}` }))
    const hits = paletteLines(many, '', [], 'Used last').filter((line): line is Hit => 'offer' in line)
    expect(hits.map(({ nth }) => nth)).toEqual(many.map((_, nth) => nth))
    expect(namesOf(paletteLines(many, 'lab 777', [], 'Used last'))[1]).toBe('Lab 777')
  })
})
