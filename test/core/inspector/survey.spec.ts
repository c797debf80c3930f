// The inspector over what real servers really said.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspect } from '../../../electron/core/inspector/inspect.ts'
import { Finding, findingInEnglish } from '../../../electron/model/inspection.ts'
import { surveyExchanges } from './survey-exchanges.ts'
import { PAGE, pageText } from './write-docs.ts'

const surveyed = surveyExchanges().map(each => ({ ...each, findings: inspect(each.exchanges) }))
const found = (server: string, request: string) => {
  const { requests, findings } = surveyed.find(each => each.server === server) ?? { requests: [], findings: [] }
  return findings.filter(({ exchange }) => requests[Number(exchange.slice(1)) - 1] === request).map(({ rule }) => rule)
}

describe('over the field survey', () => {
  it('every finding is whole, says a whole sentence, and points at octets that are there', () => {
    for (const { exchanges, findings } of surveyed) {
      const lengths = new Map(exchanges.map(({ id, requestBytes, responseBytes }) => [id, { request: Buffer.from(requestBytes, 'base64').length, response: Buffer.from(responseBytes, 'base64').length }]))
      expect(findings.length).toBeGreaterThan(0)
      for (const finding of findings) {
        expect([finding, Finding.safeParse(finding).success]).toEqual([finding, true])
        expect(findingInEnglish(finding)).not.toMatch(/\{\w+\}/)
        expect(finding.evidence.every(({ exchange, side, range }) => range.end <= (lengths.get(exchange)?.[side] ?? -1))).toBe(true)
      }
    }
  })

  // What was read in the octets by eye.
  it.each([
    ['nginx', 'post', '405-without-allow'],
    ['express', 'post', '404-for-method'],
    ['tomcat9-servlet', 'throw', 'leak-of-stack'],
    ['tomcat9-files', 'method-illegal', 'leak-of-stack'],
    ['jetty9-servlet', 'throw', 'leak-of-stack'],
    ['jetty9-servlet', 'version-20', '426-without-upgrade'],
    ['apache-debian', 'trace', 'allow-omits-taken'],
    ['apache-debian', 'trace', '405-allows-nothing'],
    ['tomcat9-files', 'put', 'allow-names-refused'],
    ['lighttpd', 'options', 'options-omits-taken'],
    ['squid', 'options-star', '501-implemented'],
    ['webrick-files', 'get', 'etag-unreadable'],
    ['tornado', 'head', 'head-refused'],
    ['django', 'head', 'content-on-head'],
    ['puma', 'throw', 'error-untyped'],
    ['puma', 'te-gzip-chunked', 'octets-after-response'],
    ['nginx', 'te-foo', 'coding-end-unclear'],
    ['apache', 'te-foo-chunked', 'coding-unknown'],
    ['varnish', 'host-missing', 'retry-after-in-vain'],
    ['uwsgi', 'field-space', 'colon-space-accepted'],
    ['django', 'version-20', 'no-status-line'],
    ['php-files', 'get', 'field-of-requests'], // it sends Host back
    ['sinatra', 'post', 'field-obsolete'], // X-XSS-Protection
    ['express', 'get', 'powered-by'],
  ])('%s, %s: %s', (server, request, rule) => {
    expect(found(server, request)).toContain(rule)
  })

  // What rules once said and the octets do not show.
  it.each([
    ['varnish', 'options', 'uncacheable-from-cache'], // Age: 0 stands on all that it passes on
    ['nginx', 'http-09', 'no-status-line'], // the answer of HTTP/0.9 to a request of HTTP/0.9
    ['caddy-proxy', 'field-folded', 'malformed-accepted'], // a folded line may be unfolded
    ['nginx', 'space-twice', 'malformed-accepted'], // blanks may be taken for one
    ['nginx', 'space-after', 'malformed-accepted'], // and passed over at the end of the line
    ['hapi', 'te-gzip-chunked', 'request-malformed'], // a coding that one does not know is no fault of the message
    ['gunicorn', 'throw-frobnicate', '500-for-method'], // GET breaks there too
    ['lighttpd', 'chunk-invalid', '501-and-then-not'], // not the same request
    ['flask', 'options', 'options-omits-taken'], // Get is taken for GET
    ['busybox', 'chunked', 'chunked-refused'], // POST gets 501 there in any coding
  ])('%s, %s: not %s', (server, request, rule) => {
    expect(found(server, request)).not.toContain(rule)
  })

  it('is told in docs/inspector.md, with every rule', () => {
    expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8')).toBe(pageText())
  })
})
