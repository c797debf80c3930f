import { describe, expect, it } from 'vitest'
import { Asking, dateIn, lines, second, valueOf, type Asked } from './asking.ts'

const MODIFIED = `Last-Modified: ${dateIn(-3_000)}`
const SHORT = 'Cache-Control: max-age=2'
const LONG = 'Cache-Control: max-age=100'

describe('the request that validates (RFC 9111 §4.3.1)', () => {
  it.each([
    ['a strong entity tag', ['ETag: "a"'], [], ['If-None-Match: "a"']], ['a weak one', ['ETag: W/"a"'], [], ['If-None-Match: W/"a"']], ['one with octets beyond ASCII', ['ETag: "\xfc"'], [], ['If-None-Match: "\xfc"']],
    ['a modification date', [MODIFIED], [], [`If-Modified-Since: ${dateIn(-3_000)}`]], ['both', ['ETag: "a"', MODIFIED], [], ['If-None-Match: "a"', `If-Modified-Since: ${dateIn(-3_000)}`]],
    ['those of the client with it (§4.3.2)', ['ETag: "a"'], ['If-None-Match: "b", "a"'], ['If-None-Match: "b", "a"']], ['ours in the place of the client\'s date', [MODIFIED], [`If-Modified-Since: ${dateIn(-9)}`], [`If-Modified-Since: ${dateIn(-3_000)}`]],
    ['nothing of ours where the client\'s tag would hide it', [MODIFIED], ['If-None-Match: "b"'], ['If-None-Match: "b"']], ['nothing by an entity tag that is none', ['ETag: a'], [], []], ['nothing by two entity tags', ['ETag: "a"', 'ETag: "b"'], [], []],
  ])('carries %s', (_, fields, client, sent) => {
    expect(second(lines(SHORT, ...fields), { again: { fields: lines(...client) } }).sent).toEqual(lines(...sent))
  })

  it('is not made for another variant', () => {
    expect(second(lines(LONG, 'ETag: "a"', 'Vary: Foo'), { asked: { fields: lines('Foo: 1') }, again: { fields: lines('Foo: 2') } }).sent).toEqual([])
  })
})

describe('304 (§3.2, §4.3.3, §4.3.4)', () => {
  const validate = (stored: string[], notModified: string[], asked: Asked = {}) => {
    const asking = new Asking()
    asking.ask({}, { fields: lines(SHORT, 'Content-Encoding: x', ...stored) })
    return { asking, seen: asking.wait(3).ask(asked, { status: 304, fields: lines(...notModified) }) }
  }

  it('brings the stored response up to date, which answers with its own content', () => {
    const { asking, seen } = validate(['ETag: "a"', 'Kept: 1', 'Many: 1', 'Many: 2', 'Age: 1'], [LONG, 'ETag: "a"', 'Many: 3', 'New: 4', 'Content-Length: 99', 'Content-Encoding: y', 'Connection: gone', 'Gone: 1', `Date: ${dateIn(3)}`])
    for (const { from, answer } of [{ ...seen, from: 'store' }, asking.wait(5).ask()]) {
      expect([from, answer?.status, answer?.content.toString()]).toEqual(['store', 200, 'one'])
      expect(['kept', 'many', 'new', 'content-length', 'content-encoding', 'gone', 'cache-control', 'date'].map(name => valueOf(answer, name))).toEqual(['1', '3', '4', '', 'x', '', 'max-age=100', dateIn(3)])
    }
    expect([valueOf(seen.answer, 'age'), valueOf(asking.ask().answer, 'age')]).toEqual(['0', '5'])
  })

  it.each([
    ['the same strong tag', ['ETag: "a"'], ['ETag: "a"'], true], ['another strong tag', ['ETag: "a"', MODIFIED], ['ETag: "b"', MODIFIED], false], ['a strong tag for a weak one', ['ETag: W/"a"'], ['ETag: "a"'], false], ['a weak tag for a strong one', ['ETag: "a"'], ['ETag: W/"a"'], true],
    ['the same date', [MODIFIED], [MODIFIED], true], ['the same date in another format', [MODIFIED], ['Last-Modified: Monday, 05-Jan-26 08:10:00 GMT'], true], ['another date', [MODIFIED], [`Last-Modified: ${dateIn(-1)}`], false],
  ])('selects by validators: %s', (_, stored, notModified, isSelected) => {
    const { seen } = validate(stored, notModified)
    expect([seen.from, seen.received?.kind]).toEqual(isSelected ? ['validated', 'answer'] : ['origin', 'ask-again'])
  })

  it('without a validator answers the one that was validated, updates nothing, and leaves it stale', () => {
    const { asking, seen } = validate(['ETag: "a"', 'X: old'], ['X: new', LONG])
    expect([seen.from, valueOf(seen.answer, 'x'), asking.ask({}, { status: 200 }).from]).toEqual(['validated', 'old', 'origin'])
  })

  it('without a validator is asked for again if the client had named tags too: it may speak of any of them', () => {
    expect(validate(['ETag: "a"'], [], { fields: lines('If-None-Match: "b"') }).seen.received?.kind).toBe('ask-again')
  })

  it.each(['Content-Length', 'Content-Range', 'Content-Digest', 'Content-MD5'])('does not change %s, which belongs to the stored content', name => {
    expect(valueOf(validate(['ETag: "a"', `${name}: 3`], ['ETag: "a"', `${name}: 4`]).seen.answer, name)).toBe('3')
  })

  it('selects one without validator only if it is the only one', () => {
    const asking = new Asking()
    asking.ask({}, { fields: lines(SHORT) })
    const { received } = asking.wait(3).ask({ fields: lines('If-None-Match: "z"') }, { status: 304, fields: lines(LONG) })
    expect([received, asking.ask().from]).toMatchObject([{ answer: { status: 304 }, stored: true }, 'store'])
  })

  it('goes to the client that asked for it by its own tag', () => {
    const { seen } = validate(['ETag: "a"'], ['ETag: "b"'], { fields: lines('If-None-Match: "b"') })
    expect([seen.answer?.status, seen.sent]).toEqual([304, lines('If-None-Match: "b", "a"')])
  })

  it('becomes 200 for a client that has something else, and 304 for one that has the same', () => {
    expect(validate(['ETag: "a"'], ['ETag: "a"'], { fields: lines('If-None-Match: "b"') }).seen.answer?.status).toBe(200)
    expect(validate([MODIFIED], [MODIFIED], { fields: lines(`If-Modified-Since: ${dateIn(-3_000)}`) }).seen.answer?.status).toBe(304)
  })

  it.each(['no-store', 'private'])('that says %s still answers, and nothing is kept', control => {
    const { asking, seen } = validate(['ETag: "a"'], ['ETag: "a"', `Cache-Control: ${control}`])
    expect([seen.answer?.status, asking.cache.bytes]).toEqual([200, 0])
  })

  it('a full answer takes the place of what was stored, even if it may not be stored', () => {
    const { asking } = validate(['ETag: "a"'], ['ETag: "a"', SHORT])
    expect(asking.wait(9).ask({}, { content: 'two', fields: lines('Cache-Control: no-store') }).answer?.content.toString()).toBe('two')
    expect(asking.ask({ fields: lines('Cache-Control: max-stale') }, 'failed').from).toBe('timeout')
  })
})

describe('conditions that the cache answers itself (§4.3.2)', () => {
  const against = (stored: string[], asked: string[], status = 200) => second(lines(LONG, ...stored), { status, again: { fields: lines(...asked) } })
  const older = `If-Modified-Since: ${dateIn(-4_000)}`
  it.each([
    ['the tag', ['ETag: "a"'], ['If-None-Match: "a"']], ['one of several', ['ETag: "a"'], ['If-None-Match: "x", "a"', 'If-None-Match: W/"y"']], ['a weak tag for a strong one', ['ETag: "a"'], ['If-None-Match: W/"a"']], ['a strong tag for a weak one', ['ETag: W/"a"'], ['If-None-Match: "a"']],
    ['a tag with a comma', ['ETag: "a,b"'], ['If-None-Match: "x", "a,b"']], ['*', [], ['If-None-Match: *']], ['the tag before the date', ['ETag: "a"', MODIFIED], ['If-None-Match: "a"', older]], ['the date', [MODIFIED], [`If-Modified-Since: ${dateIn(-3_000)}`]],
    ['a later date', [MODIFIED], [`If-Modified-Since: ${dateIn(-2_000)}`]], ['a date of RFC 850', [MODIFIED], ['If-Modified-Since: Monday, 05-Jan-26 08:10:00 GMT']], ['a date after Date, where there is no other', [], [`If-Modified-Since: ${dateIn(1)}`]],
  ])('304 to %s', (_, stored, asked) => {
    const { answer, from } = against([...stored, 'Content-Type: x'], asked)
    expect([from, answer?.status, answer?.content.length, valueOf(answer, 'content-type'), valueOf(answer, 'age')]).toEqual(['store', 304, 0, '', '3'])
    expect(valueOf(answer, 'etag')).toBe(stored.find(each => each.startsWith('ETag'))?.slice(6) ?? '')
  })

  it.each([
    ['another tag', ['ETag: "a"'], ['If-None-Match: "b"']], ['another tag, though the date fits', ['ETag: "a"', MODIFIED], ['If-None-Match: "b"', `If-Modified-Since: ${dateIn(0)}`]], ['a tag without quotes', ['ETag: "a"'], ['If-None-Match: a']],
    ['a tag that the stored one lacks', [], ['If-None-Match: "a"']], ['an older date', [MODIFIED], [older]], ['what is no date', [MODIFIED], ['If-Modified-Since: x']], ['two dates', [MODIFIED], [`If-Modified-Since: ${dateIn(0)}`, `If-Modified-Since: ${dateIn(0)}`]],
  ])('200 to %s', (_, stored, asked) => {
    expect(against(stored, asked)).toMatchObject({ from: 'store', answer: { status: 200 } })
  })

  it('does not hide an error behind a 304: a stored 501 stays a 501', () => {
    expect(against(['ETag: "a"'], ['If-None-Match: "a"'], 501)).toMatchObject({ from: 'store', answer: { status: 501 } })
  })

  it.each([['If-Match: "a"', 'request'], ['If-Unmodified-Since: x', 'request'], ['If-Range: "a"', 'request']])('leaves %s to the origin', (field, why) => {
    expect(against(['ETag: "a"'], [field]).lookup).toEqual({ kind: 'forward', why })
  })
})

describe('one range of what is fresh and complete (§3.4, RFC 9110 §14.2)', () => {
  const part = (range: string[], { stored = [LONG], status = 200, method = 'GET', seconds = 3, more = [] as string[] } = {}) =>
    second(lines(...stored), { status, seconds, again: { method, fields: lines(...range.map(each => `Range: ${each}`), ...more) } })
  it.each([['bytes=0-1', 'on', 'bytes 0-1/3'], ['bytes=1-', 'ne', 'bytes 1-2/3'], ['bytes=-1', 'e', 'bytes 2-2/3'], ['bytes=1-99', 'ne', 'bytes 1-2/3'], ['bytes=-99', 'one', 'bytes 0-2/3'], ['BYTES=2-2', 'e', 'bytes 2-2/3']])('%s → %s', (range, content, says) => {
    const { answer, from } = part([range])
    expect([from, answer?.status, answer?.content.toString(), valueOf(answer, 'content-range'), valueOf(answer, 'content-length'), valueOf(answer, 'age')]).toEqual(['store', 206, content, says, String(content.length), '3'])
  })

  it.each([['bytes=0-0,2-2'], ['bytes=3-'], ['bytes=2-1'], ['bytes=-0'], ['bytes=-'], ['lines=0-1'], ['x']])('%s is the origin\'s affair', range => {
    expect(part([range]).lookup).toEqual({ kind: 'forward', why: 'bypass' })
  })

  it('likewise a range of what is stale or no 200, and two fields', () => {
    expect([part(['bytes=0-1'], { seconds: 9_999 }), part(['bytes=0-1'], { status: 501 }), part(['bytes=0-1', 'bytes=0-1'])].map(({ from }) => from)).toEqual(['origin', 'origin', 'origin'])
  })

  it('comes after the conditions (RFC 9110 §13.2.2), and means nothing to HEAD', () => {
    expect(part(['bytes=0-1'], { stored: [LONG, 'ETag: "a"'], more: ['If-None-Match: "a"'] })).toMatchObject({ from: 'store', answer: { status: 304 } })
    expect(part(['bytes=0-1'], { method: 'HEAD' })).toMatchObject({ from: 'store', answer: { status: 200 } })
  })
})

describe('HEAD (§4.3.5)', () => {
  const afterHead = (head: string[], status = 200) => {
    const asking = new Asking()
    asking.ask({}, { fields: lines(SHORT, 'ETag: "a"', MODIFIED, 'Kept: 1') })
    const seen = asking.wait(3).ask({ method: 'HEAD' }, { status, fields: lines(...head) })
    return { asking, seen }
  }

  it('is answered from a stored GET, while that is fresh', () => {
    expect(second(lines(LONG), { again: { method: 'HEAD' } })).toMatchObject({ from: 'store', answer: { status: 200 } })
  })

  it.each([['nothing to compare', []], ['the same tag', ['ETag: "a"']], ['the same everything', ['ETag: "a"', MODIFIED, 'Content-Length: 3']]])('freshens a stored GET that it describes: %s', (_, head) => {
    const { asking, seen } = afterHead([LONG, 'New: 2', ...head])
    const { from, answer } = asking.ask()
    expect([seen.lookup, seen.sent, from, valueOf(answer, 'kept'), valueOf(answer, 'new'), answer?.content.toString()]).toEqual([{ kind: 'forward', why: 'stale' }, [], 'store', '1', '2', 'one'])
  })

  it.each([['another tag', ['ETag: "b"']], ['another date', [`Last-Modified: ${dateIn(0)}`]], ['another length', ['Content-Length: 4']]])('makes one stale that it does not describe: %s', (_, head) => {
    const { asking } = afterHead([LONG, ...head])
    expect(asking.ask({ fields: lines('Cache-Control: max-stale') }, 'failed').from).toBe('timeout')
  })

  it('changes nothing with another status than 200', () => {
    const { asking } = afterHead([LONG, 'New: 2'], 410)
    expect([asking.ask({ fields: lines('Cache-Control: max-stale') }).from, asking.ask({}, { status: 304, fields: lines('ETag: "a"') }).from]).toEqual(['store', 'validated'])
  })
})
