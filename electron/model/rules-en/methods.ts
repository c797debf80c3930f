// The texts of electron/core/inspector/rules/methods.ts: what one exchange says about its method.
import type { RuleText } from '../rule-text.ts'

export const methodTexts = {
  'method-not-token': {
    title: 'The method is not a token',
    seen: '"{method}" has an octet that no method can have.',
    why: 'A method is a token: letters, digits and a few signs. With any other octet the line is no request line, and the answer is 400. What the server implements is not the question.',
    fix: 'Write the method with the characters of a token.',
  },
  'method-case': {
    title: 'The method is a registered one in other letters',
    seen: '{method} is not {like}.',
    why: 'Methods are case-sensitive, so this is another method, which nobody registered. A browser hides it for six names only; fetch() does not turn patch into PATCH.',
    fix: 'Write the method as it is registered, in capitals.',
  },
  'method-unregistered': {
    title: 'The method is not registered',
    seen: '{method} is not in the IANA registry.',
    why: 'Any token may be sent. One that is not registered has no agreed meaning: neither safe nor idempotent for those who do not know it, and never kept by a cache.',
    fix: 'Take a registered method where one says what is meant; POST can carry the rest.',
  },
  'content-without-meaning': {
    title: 'Content in a request whose method gives it no meaning',
    seen: 'The {method} has content.',
    why: 'Content in GET, HEAD or DELETE has no generally defined meaning, cannot change what is asked for, and makes some servers refuse the request as smuggling.',
    fix: 'Put what selects into the target, or use QUERY or POST.',
  },
  'trace-with-content': {
    title: 'TRACE with content',
    why: 'A client must not send content in a TRACE. What comes back is meant to be the head alone.',
    fix: 'Send the TRACE without content.',
  },
  'trace-with-secrets': {
    title: 'TRACE with a field that may be secret',
    seen: 'The TRACE carries {name}.',
    why: 'TRACE comes back as content, where a script can read what it could not read in the request. So a client must not put secrets into it.',
    fix: 'Leave credentials and cookies out of a TRACE.',
  },
  'trace-reflects-secrets': {
    title: 'TRACE gives a secret back',
    seen: 'The answer repeats {name}.',
    why: 'The last recipient should leave out the fields that are likely to hold secrets, because the content of an answer is easier to read than the request.',
    fix: 'Leave credentials and cookies out of what is reflected, or do not answer TRACE.',
  },
  'trace-answered': {
    title: 'TRACE is answered',
    seen: 'TRACE got {status}.',
    why: 'That is legal, and useful to see what intermediaries did. Many turn it off, since it shows what a proxy added. Off means 405; not implemented means 501.',
    fix: 'Leave it on if it is meant; else turn it off.',
  },
  'connect-with-framing': {
    title: 'A tunnel is opened with a length',
    seen: 'The 2xx to CONNECT has {name}.',
    why: 'After a 2xx to CONNECT everything is the tunnel’s. A server must not send Content-Length or Transfer-Encoding in it, and a client must ignore them.',
    fix: 'Leave both fields out.',
  },
  'options-content-untyped': {
    title: 'OPTIONS with content of no type',
    why: 'The specification defines no use for content in OPTIONS. A client that sends some must say of which type it is.',
    fix: 'Add Content-Type, or send no content.',
  },
  'options-without-allow': {
    title: 'OPTIONS is answered without Allow',
    why: 'A 2xx to OPTIONS should carry the fields that say what can be done with the resource. Allow is the one that says which methods it takes.',
    fix: 'Send Allow with the methods that the resource takes.',
  },
  'max-forwards-in-vain': {
    title: 'Max-Forwards where it has no meaning',
    seen: 'Max-Forwards in a {method}.',
    why: 'The field is defined for TRACE and OPTIONS only. With any other method each hop may ignore it, so nothing is known about where the request stopped.',
    fix: 'Use it with TRACE or OPTIONS.',
  },
  'range-in-vain': {
    title: 'Range where it has no meaning',
    seen: 'Range in a {method}.',
    why: 'Range handling is defined for GET only; with another method the field is to be ignored.',
    fix: 'Leave it out, or use GET.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
