// The texts of electron/core/inspector/rules/values.ts: values that cannot be said there.
import type { RuleText } from '../rule-text.ts'

export const valueTexts = {
  'field-unreadable': {
    title: 'A list whose members do not read',
    seen: '{name} is "{value}".',
    why: 'A sender must not write what the grammar of a field does not have. Recipients pass over the member or over the whole field, each in its own way.',
    fix: 'Write the members as the definition of the field has them, with commas between.',
  },
  'range-unreadable': {
    title: 'Range does not read',
    seen: 'Range is "{value}".',
    why: 'Each part is FIRST-LAST, FIRST- or -LENGTH, and the last octet does not come before the first. A server passes over a range that it cannot read, and sends the whole.',
    fix: 'Write bytes=FIRST-LAST.',
  },
  'if-range-unreadable': {
    title: 'If-Range is neither an entity tag nor a date',
    seen: 'If-Range is "{value}".',
    why: 'It says which version of the thing the client holds a part of. What does not read cannot match, so that the whole comes each time.',
    fix: 'Send the entity tag as it came, quotes included, or the date of Last-Modified.',
  },
  'content-range-backwards': {
    title: 'Content-Range ends before it begins, or beyond the whole',
    seen: 'Content-Range is "{value}".',
    why: 'Such a range is invalid, and a recipient must not put what comes with it together with what it has.',
    fix: 'Count from 0, and the last octet in.',
  },
  'content-range-in-vain': {
    title: 'Content-Range where it has no meaning',
    seen: 'Content-Range with {status}.',
    why: 'It says in a 206 which part comes, and in a 416 how long the whole is. No other status gives it a meaning.',
    fix: 'Leave it out, or send the status that is meant.',
  },
  'range-unit-unknown': {
    title: 'A range unit that nobody registered',
    seen: 'Accept-Ranges offers "{unit}".',
    why: 'Only bytes and none are defined. A client that does not know the unit cannot ask for parts in it.',
    fix: 'Offer bytes, or none.',
  },
  'location-in-vain': {
    title: 'Location where it has no meaning',
    seen: 'Location with {status}.',
    why: 'It says in a 201 what was created, and in a 3xx where to go. With another status clients pass over it. Where the content is from is said by Content-Location.',
    fix: 'Send the status that is meant, or Content-Location.',
  },
  'language-twice': {
    title: 'A language that is listed twice',
    seen: 'Content-Language names {language} more than once.',
    why: 'The field lists for whom the content is meant. Once is enough; perhaps another language was meant.',
    fix: 'Name each language once.',
  },
  'origin-unreadable': {
    title: 'Origin is not an origin',
    seen: 'Origin is "{value}".',
    why: 'An origin is a scheme, a host and perhaps a port, without a path, or the word null. A server that compares it finds nothing that is equal.',
    fix: 'Send SCHEME://HOST:PORT and no more.',
  },
  'field-of-requests': {
    title: 'A field of requests in a response',
    seen: '{name} is "{value}" in a response.',
    why: 'The field tells a server about a request. In a response it has no meaning, and may show what another client sent.',
    fix: 'Leave it out.',
  },
  'field-of-responses': {
    title: 'A field of responses in a request',
    seen: '{name} is "{value}" in a request.',
    why: 'The field tells a client about a response. In a request it has no meaning, and servers pass over it.',
    fix: 'Leave it out; a condition is sent in If-Match or its likes.',
  },
  'field-obsolete': {
    title: 'A field that is out of use',
    seen: '{name} is "{value}".',
    why: 'Its specification was withdrawn or replaced, and programs of today pass over it. What it should bring about does not happen.',
    fix: 'Leave it out, and look for what took its place.',
  },
  'head-large': {
    title: 'A head that many programs refuse',
    seen: '{what}: {octets} octets.',
    why: 'HTTP sets no limit, and every program has one: 8 KiB for a line and 32 KiB for the head are common. Some server on the way may answer 431, or cut.',
    fix: 'Send less, or put it into the content.',
  },
  'parameter-twice': {
    title: 'A parameter that stands twice',
    seen: '{field} has the parameter {name} more than once.',
    why: 'One program takes the first, another the last. That is how a file gets another name than the one that was looked at.',
    fix: 'Send it once.',
  },
  'parameter-single-quoted': {
    title: 'A parameter in single quotes',
    seen: 'The parameter {name} is {value}.',
    why: 'Only double quotes are quotes there. Single ones are part of the value.',
    fix: 'Write double quotes, or none.',
  },
  'extended-parameter-unreadable': {
    title: 'A parameter with a star that does not read',
    seen: 'The parameter {name} is {value}.',
    why: "Such a value is UTF-8, a language or nothing, and encoded text, with single quotes between and none around. Clients fall back to the plain parameter, or to nothing.",
    fix: "Write UTF-8''TEXT with percent signs for what is not ASCII.",
  },
  'structured-key-twice': {
    title: 'A key that stands twice',
    seen: '{name} has the key {key} more than once.',
    why: 'The last one counts, and all before it are passed over without a word. Two programs on the way may each have added one.',
    fix: 'Send each key once.',
  },
  'disposition-unknown': {
    title: 'A disposition that nobody knows',
    seen: 'Content-Disposition begins with {type}.',
    why: 'inline and attachment are known. A client takes any other for attachment, and saves what was to be shown.',
    fix: 'Send inline or attachment.',
  },
  'attachment-without-name': {
    title: 'A file to be saved has no name',
    why: 'The client makes one up from the target. Where filename* stands alone, older programs find no name either.',
    fix: 'Send filename with an ASCII name, and filename* beside it if need be.',
  },
  'file-name-with-percent': {
    title: 'A percent sign in a file name',
    seen: 'Content-Disposition is "{value}".',
    why: 'Some browsers decode it and others do not, so that the file has two names.',
    fix: 'Send the encoded name in filename*.',
  },
  'file-name-with-path': {
    title: 'A file name with a path',
    seen: 'Content-Disposition is "{value}".',
    why: 'A recipient must not write wherever a server says, and takes the path away. Who does not is open to attack.',
    fix: 'Send the last part of the path alone.',
  },
  'powered-by': {
    title: 'A field that tells which software made the answer',
    seen: '{name} is "{value}".',
    why: 'No client needs it. It helps whoever looks for known holes.',
    fix: 'Switch it off.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
