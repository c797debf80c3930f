// Every field and every registered status is explained, each once, in the registry's spelling, with a section that can be looked up.
import { describe, expect, it } from 'vitest'
import { explainField, explainMember, explainMethod, explainStatus } from '../../../electron/model/explained/explain.ts'
import { FIELD_FACTS } from '../../../electron/model/explained/field-facts.ts'
import { fieldsEnglish } from '../../../electron/model/explained/fields-en.ts'
import { METHOD_FACTS, METHOD_SECTIONS } from '../../../electron/model/explained/method-facts.ts'
import { methodsEnglish } from '../../../electron/model/explained/methods-en.ts'
import { MEMBER_SECTIONS } from '../../../electron/model/explained/member-sections.ts'
import { membersEnglish } from '../../../electron/model/explained/members-en.ts'
import { isRegisteredStatus, STATUS_SECTIONS } from '../../../electron/model/explained/status-facts.ts'
import { statusClassesEnglish, statusesEnglish } from '../../../electron/model/explained/statuses-en.ts'
import { REGISTERED_METHODS } from '../../../electron/model/methods.ts'
import { reasonPhrase } from '../../../electron/model/status.ts'
import { TOKEN } from '../../../electron/model/token.ts'

const SECTION = /^(RFC \d{4,5} §[A-Z0-9]+(\.\d+)*|draft-[a-z0-9-]+|W3C [\w .-]+|Fetch|HTML|SOAP 1\.1|not registered)$/
/** What the IANA registry lists, temporary and unused codes among them. */
const REGISTRY = [
  100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308,
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451,
  500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]

describe('fields explained', () => {
  const names = Object.keys(fieldsEnglish)

  it('are many, each once', () => {
    expect(names.length).toBeGreaterThan(150)
    expect(new Set(names.map(name => name.toLowerCase())).size).toBe(names.length)
    expect([...FIELD_FACTS.values()].map(({ name }) => name).sort()).toEqual([...names].sort())
  })

  it('are found by their name in small letters, and spelled as registered', () => {
    for (const [key, { name }] of FIELD_FACTS) expect(key).toBe(name.toLowerCase())
    for (const name of names) expect(name.replace(/^:/, ''), name).toMatch(TOKEN)
    // A word begins with a capital, or is a name of its own.
    const odd = names.filter(name => !/^(:[a-z]+|[A-Z0-9][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*)$/.test(name))
    expect(odd).toEqual([])
    for (const name of ['ETag', 'WWW-Authenticate', 'Content-MD5', 'SLUG', 'SoapAction', 'Traceparent', 'DPoP', 'NEL']) expect(names).toContain(name)
  })

  it('cover every field of RFC 9110, 9111 and 9112', () => {
    const wanted = 'Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Allow Authentication-Info Authorization Connection Content-Encoding '
      + 'Content-Language Content-Length Content-Location Content-Range Content-Type Date ETag Expect From Host If-Match If-Modified-Since If-None-Match If-Range '
      + 'If-Unmodified-Since Last-Modified Location Max-Forwards Proxy-Authenticate Proxy-Authentication-Info Proxy-Authorization Range Referer Retry-After Server '
      + 'TE Trailer Upgrade User-Agent Vary Via WWW-Authenticate Age Cache-Control Expires Pragma Warning Close MIME-Version Transfer-Encoding'
    expect(wanted.split(' ').filter(name => !names.includes(name))).toEqual([])
  })

  it('say where they are defined, and what is defined nowhere says so', () => {
    for (const { name, section, standing } of FIELD_FACTS.values()) {
      expect(section, name).toMatch(SECTION)
      expect(section.startsWith('draft-'), name).toBe(standing === 'draft')
    }
  })

  it('are short whole sentences', () => {
    for (const [name, text] of Object.entries(fieldsEnglish)) {
      expect(text, name).toMatch(/^\w\S*( \S+)*\.$/)
      expect(text.length, name).toBeLessThan(170)
    }
  })
})

describe('statuses explained', () => {
  it('are those of the registry', () => {
    expect(Object.keys(statusesEnglish).map(Number)).toEqual(REGISTRY)
    expect(Object.keys(STATUS_SECTIONS).map(Number)).toEqual(REGISTRY)
    expect(Array.from({ length: 600 }, (_, code) => code).filter(isRegisteredStatus)).toEqual(REGISTRY)
  })

  it('have a phrase each, except those that have none to recommend', () => {
    expect(REGISTRY.filter(code => reasonPhrase(code) === '')).toEqual([104, 306, 418, 510])
  })

  it('say where they are defined, in short whole sentences; a code that nobody registered has its class', () => {
    for (const section of Object.values(STATUS_SECTIONS)) expect(section).toMatch(SECTION)
    for (const text of [...Object.values(statusesEnglish), ...Object.values(statusClassesEnglish)]) {
      expect(text).toMatch(/^[A-Z].*\.$/)
      expect(text.length).toBeLessThan(170)
    }
    expect(Object.keys(statusClassesEnglish)).toEqual(['1', '2', '3', '4', '5'])
  })
})

describe('methods explained', () => {
  it('are those of the registry, each with its section and a short whole sentence', () => {
    expect(Object.keys(METHOD_SECTIONS).sort()).toEqual([...REGISTERED_METHODS.keys()].sort())
    expect(Object.keys(methodsEnglish)).toEqual(Object.keys(METHOD_SECTIONS))
    for (const [name, { section, kind }] of METHOD_FACTS) {
      expect(section, name).toMatch(SECTION)
      expect(kind, name).toBe(REGISTERED_METHODS.get(name))
    }
    for (const [name, text] of Object.entries(methodsEnglish)) expect(text, name).toMatch(/^[A-Z][^|@]{10,110}[.)]$/)
  })

  it('say whose answers can be stored (RFC 9110 §9.2.3)', () => {
    const which = (wanted: string) => [...METHOD_FACTS.values()].filter(({ cacheable }) => cacheable === wanted).map(({ name }) => name)
    expect([which('yes'), which('explicit')]).toEqual([['GET', 'HEAD', 'QUERY'], ['POST', 'PATCH']])
  })
})

describe('members explained', () => {
  it('belong to fields that are explained, and are short whole sentences with a section', () => {
    for (const [field, members] of Object.entries(MEMBER_SECTIONS)) {
      expect(FIELD_FACTS.has(field), field).toBe(true)
      for (const [member, section] of Object.entries(members)) {
        expect(member).toBe(member.toLowerCase())
        expect(section, member).toMatch(SECTION)
      }
    }
    for (const text of Object.values(membersEnglish).flatMap(Object.values<string>)) expect(text).toMatch(/^\w\S*( \S+)*[.]$/)
  })
})

describe('looking up', () => {
  const texts = { fields: fieldsEnglish, methods: methodsEnglish, members: membersEnglish, statuses: statusesEnglish, classes: statusClassesEnglish }

  it('goes by names without regard to case, except for methods', () => {
    expect(explainField('aLLOW', texts)).toMatchObject({ says: fieldsEnglish.Allow, section: 'RFC 9110 §10.2.1', facts: { stands: 'response' } })
    expect([explainMethod('get', texts), explainMethod('GET', texts)?.section]).toEqual([undefined, 'RFC 9110 §9.3.1'])
    expect([explainMember('Cache-Control', 'NO-STORE', texts)?.section, explainMember('Allow', 'PUT', texts)?.says, explainMember('Allow', 'put', texts)]).toEqual(['RFC 9111 §5.2', methodsEnglish.PUT, undefined])
  })

  it('says the class of a status that nobody registered, and nothing of what is none', () => {
    expect([explainStatus(501, texts)?.says, explainStatus(599, texts)?.says, explainStatus(599, texts)?.section]).toEqual([statusesEnglish[501], statusClassesEnglish[5], 'RFC 9110 §15'])
    expect([explainStatus(0, texts), explainStatus(700, texts)]).toEqual([undefined, undefined])
  })

  it('is not fooled by names that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect([explainField(name, texts), explainMethod(name, texts), explainMember(name, name, texts), explainMember('Vary', name, texts)]).toEqual([undefined, undefined, undefined, undefined])
    }
  })
})
