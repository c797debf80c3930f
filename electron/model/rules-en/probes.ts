// The texts of electron/core/inspector/rules/probes.ts: what only several exchanges with one server show.
import type { RuleText } from '../rule-text.ts'

export const probeTexts = {
  'allow-names-refused': {
    title: 'Allow names a method that is refused',
    seen: '{method} got {status}, although an Allow of the same resource names it.',
    why: 'Allow lists the methods that the target resource takes. A client that believes this list sends a request that fails.',
    fix: 'Make Allow from the same table that decides which methods are taken.',
  },
  'allow-omits-taken': {
    title: 'Allow of a 405 leaves out a method that works',
    seen: '{method} got {status}, and the Allow of a 405 for the same resource does not name it.',
    why: 'A 405 must list the methods that the resource takes. A client that believes the list gives up too early.',
    fix: 'Make Allow from the same table that decides which methods are taken.',
  },
  'options-omits-taken': {
    title: 'OPTIONS leaves out a method that works',
    seen: '{method} got {status}, and the Allow of OPTIONS does not name it.',
    why: 'OPTIONS describes what can be done with the resource. What it says and what the resource does should be the same.',
    fix: 'Answer OPTIONS from the same table that decides which methods are taken.',
  },
  'allow-differs': {
    title: 'Two answers of one resource differ in Allow',
    seen: 'Allow was "{one}" and "{other}".',
    why: 'The set may change with time or with who asks. If neither is the case, two parts of the server answer, each with a list of its own. The order of the members means nothing.',
    fix: 'Keep one list for a resource; if it depends on the caller, let that be on purpose.',
  },
  '501-implemented': {
    title: '501 for a method that the server implements elsewhere',
    seen: '{method} got 501 at {here}, and {status} at {there}.',
    why: '501 says that the method is not implemented for any resource. A method that works on another resource of the same server is implemented: here it is not allowed, which is 405 with Allow.',
    fix: 'Answer 405 with Allow.',
  },
  '501-and-405': {
    title: '501 here and 405 there for the same method',
    seen: '{method} got 501 at {here}, and 405 at {there}.',
    why: 'The 405 says that the server implements the method, the 501 that it does not. One of them is wrong, or two different servers answer behind one name.',
    fix: 'Decide once, for the whole server, which methods it implements.',
  },
  '404-for-method': {
    title: '404 where the method is the reason',
    seen: 'GET finds the resource, and {method} gets 404.',
    why: 'Something is there, so the path is not what is wrong. 404 sends the client looking for a typing error; 405 with Allow, or 501, says what the matter is. 404 may also hide something on purpose.',
    fix: 'Answer 405 with Allow if the server implements the method, 501 if not.',
  },
  'head-refused': {
    title: 'HEAD is refused where GET works',
    seen: 'GET works, and HEAD got {status}.',
    why: 'All general-purpose servers must support GET and HEAD. HEAD is GET without the content.',
    fix: 'Answer HEAD as GET, without the content.',
  },
  'head-unlike-get': {
    title: 'HEAD and GET differ in a field',
    seen: '{name} is not the same for HEAD and for GET.',
    why: 'HEAD should have the fields that GET would have had. A client that asks for the length or the tag with HEAD relies on it. If the resource changed in between, both may be right.',
    fix: 'Make the fields of both in one place.',
  },
  'vary-unsaid': {
    title: 'The answer depends on a field that Vary does not name',
    seen: '{chosen} changed with {asked}, which Vary does not name.',
    why: 'A cache that does not know it gives one client what another asked for.',
    fix: 'Send Vary with that field, on every answer of the resource.',
  },
  '501-repeated': {
    title: 'The same request again after a 501',
    seen: 'The same {method} again, and again 501.',
    why: 'A 501 says what the server cannot do, not that it is busy. No specification says to repeat the request, and what has no function now seldom grows one between two attempts.',
    fix: 'Leave 501 out of what is retried.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
