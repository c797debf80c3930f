import { describe, expect, it } from 'vitest'
import { Asking, dateIn, lines, URI, valueOf } from './asking.ts'

const vary = (...more: string[]) => lines('Cache-Control: max-age=100', ...more)

describe('which stored response a request selects (RFC 9111 §4.1)', () => {
  it.each([
    ['the same value', ['Foo: 1'], ['Foo: 1']], ['other fields that are not named', ['Foo: 1', 'Other: 2'], ['Foo: 1', 'Other: 3']], ['a name in another case', ['foo: 1'], ['FOO: 1']], ['white space around commas', ['Foo: 1,2'], ['Foo: 1 ,  2,']],
    ['two lines for one', ['Foo: 1, 2'], ['Foo: 1', 'Foo: 2']], ['absent both times', [], []], ['two named fields in another order', ['Foo: 1', 'Bar: 2'], ['Bar: 2', 'Foo: 1']],
  ])('reused: %s', (_, first, then) => {
    const asking = new Asking()
    asking.ask({ fields: lines(...first) }, { fields: vary('Vary: Foo', 'Vary: bar, foo') })
    expect(asking.ask({ fields: lines(...then) }).from).toBe('store')
  })

  it.each([
    ['another value', ['Foo: 1'], ['Foo: 2']], ['absent now', ['Foo: 1'], []], ['absent then', [], ['Foo: 1']], ['absent, and empty', [], ['Foo:']], ['another case of the value', ['Foo: a'], ['Foo: A']],
    ['another order', ['Foo: 1, 2'], ['Foo: 2, 1']], ['a space inside a quoted string', ['Foo: a="x,y"'], ['Foo: a="x, y"']], ['one of two', ['Foo: 1', 'Bar: 2'], ['Foo: 1', 'Bar: 3']],
  ])('not reused: %s', (_, first, then) => {
    const asking = new Asking()
    asking.ask({ fields: lines(...first) }, { fields: vary('Vary: Foo, Bar') })
    expect(asking.ask({ fields: lines(...then) }).lookup).toMatchObject({ kind: 'forward', why: 'vary-miss' })
  })

  it('keeps one for each value, and the newer in the place of the older', () => {
    const asking = new Asking()
    const of = (foo: number) => ({ fields: lines(`Foo: ${foo}`) })
    asking.ask(of(1), { fields: vary('Vary: Foo'), content: 'first' })
    asking.ask(of(2), { fields: vary('Vary: Foo'), content: 'second' })
    expect([asking.ask(of(1)).answer?.content.toString(), asking.ask(of(2)).answer?.content.toString()]).toEqual(['first', 'second'])
    asking.ask({ fields: lines('Foo: 1', 'Cache-Control: no-cache') }, { fields: vary('Vary: Foo'), content: 'third' })
    expect([asking.ask(of(1)).answer?.content.toString(), asking.cache.purge(URI)]).toEqual(['third', 2])
  })

  it('prefers the most recent by Date, whatever came last', () => {
    const asking = new Asking()
    asking.ask({ fields: lines('Foo: 1', 'Bar: 1') }, { fields: vary('Vary: Foo', `Date: ${dateIn(0)}`), content: 'newer' })
    asking.ask({ fields: lines('Foo: 2', 'Bar: 2') }, { fields: vary('Vary: Bar', `Date: ${dateIn(-60)}`), content: 'older' })
    expect(asking.ask({ fields: lines('Foo: 1', 'Bar: 2') }).answer?.content.toString()).toBe('newer')
  })

  it('the URI is the key: another query is another response', () => {
    const asking = new Asking()
    asking.ask({ uri: `${URI}?a=1` }, { fields: vary() })
    expect([`${URI}?a=1`, `${URI}?a=2`, URI].map(uri => asking.ask({ uri }, { fields: lines('Cache-Control: no-store') }).from)).toEqual(['store', 'origin', 'origin'])
  })

  it('a 304 that names other fields changes what is selected by', () => {
    const asking = new Asking()
    asking.ask({ fields: lines('Foo: 1') }, { fields: lines('Cache-Control: max-age=1', 'ETag: "a"') })
    asking.wait(3).ask({ fields: lines('Foo: 1') }, { status: 304, fields: vary('ETag: "a"', 'Vary: Foo') })
    expect([asking.ask({ fields: lines('Foo: 1') }).from, asking.ask({ fields: lines('Foo: 2') }).from]).toEqual(['store', 'origin'])
    expect(valueOf(asking.ask({ fields: lines('Foo: 1') }).answer, 'vary')).toBe('Foo')
  })
})
