// The texts of electron/core/inspector/rules/content.ts: what answers say in their content.
import type { RuleText } from '../rule-text.ts'

export const contentTexts = {
  'error-untyped': {
    title: 'An error with content of no type',
    seen: 'The content of the {status} has no Content-Type.',
    why: 'A sender of content should say of which type it is. A client that has to guess shows the error as nonsense, or runs it.',
    fix: 'Send Content-Type: application/problem+json, or what it is.',
  },
  'content-untyped': {
    title: 'Content of no type',
    why: 'A sender of content should say of which type it is; the recipient has to guess otherwise.',
    fix: 'Send Content-Type.',
  },
  'error-without-content': {
    title: 'An error without an explanation',
    seen: '{status} without content.',
    why: 'Except for HEAD, an error should explain what the matter is and whether it is temporary or permanent. The number alone does not tell.',
    fix: 'Send a few words as application/problem+json.',
  },
  'problem-not-json': {
    title: 'Problem details that are no JSON object',
    why: 'The type says that this is a JSON object as RFC 9457 has it. A client that believes it finds nothing that it can read.',
    fix: 'Send a JSON object, or the type that it is.',
  },
  'problem-status-differs': {
    title: 'Problem details with another status',
    seen: 'The content says {said}, the answer is {status}.',
    why: 'Who makes the answer must use the same number in both. If they differ, something on the way has rewritten one of them.',
    fix: 'Send the status of the answer.',
  },
  'problem-member-mistyped': {
    title: 'A member of the problem details has the wrong type',
    seen: '"{name}" is not a {wanted}.',
    why: 'A recipient must ignore a member whose type does not fit, as if it were not there.',
    fix: 'Send it with the right type.',
  },
  'problem-type-relative': {
    title: 'The type of a problem is a relative reference',
    seen: 'The type is "{type}".',
    why: 'It identifies the problem wherever it is read. A relative one means something else for each path, so that an absolute URI is recommended.',
    fix: 'Send an absolute URI.',
  },
  'problem-blank-title': {
    title: 'A problem without a type of its own has a title of its own',
    seen: 'The title is "{title}", the phrase of the status is "{phrase}".',
    why: 'about:blank says that the problem means no more than its status. Then the title should be the phrase of the status.',
    fix: 'Send that phrase and put the rest into detail, or give the problem a type.',
  },
  'problem-unclaimed': {
    title: 'Problem details that do not say so',
    why: 'The content has the members of RFC 9457, and its type is plain application/json. A client that knows problem details does not see that these are some.',
    fix: 'Send Content-Type: application/problem+json.',
  },
  'problem-with-success': {
    title: 'Problem details with a status that is no error',
    seen: '{status} with problem details.',
    why: 'Every program between looks at the status: it caches, counts and retries as if all had gone well.',
    fix: 'Send the status that fits the problem.',
  },
  'json-unreadable': {
    title: 'Content that says that it is JSON, and is not',
    why: 'A client that believes the type fails to parse it, and reports that failure instead of what happened.',
    fix: 'Send JSON in UTF-8, or the type that it is.',
  },
  'leak-of-stack': {
    title: 'An error shows a stack',
    seen: 'The {status} shows "{text}".',
    why: 'It tells strangers which files, libraries and versions run there, and tells users nothing. 500 needs an id with which the log can be searched, and no more.',
    fix: 'Log the stack, and send an id.',
  },
  'leak-of-path': {
    title: 'An error shows a place in the file system',
    seen: 'The {status} shows "{text}".',
    why: 'It tells strangers how the machine is laid out, and tells users nothing.',
    fix: 'Log the path, and send an id.',
  },
  '501-is-a-crash': {
    title: '501 for a crash',
    why: 'The content shows an exception that nobody caught. 501 says that the server knows what it cannot do; what it did not expect is 500.',
    fix: 'Answer 500 from the last handler, and 501 only where it is decided.',
  },
  'error-in-other-type': {
    title: 'An error in a type that the client did not ask for',
    seen: 'The client takes JSON only, and the error is {type}.',
    why: 'The status still tells what counts. The explanation is lost to a program that reads JSON.',
    fix: 'Send problem details to clients that take JSON.',
  },
  'coding-unlike-content': {
    title: 'Content-Encoding says gzip, and the content is not',
    why: 'Every gzip stream begins with the same two octets. These do not, so that a client fails to decode what it could have read.',
    fix: 'Leave the field out, or compress.',
  },
  'coding-not-accepted': {
    title: 'A content coding that the client did not offer to take',
    seen: '{coding} is not in Accept-Encoding.',
    why: 'A server should not send a coding that the client cannot decode. A cache without Vary is one way to get there.',
    fix: 'Choose among what is accepted, and send Vary: Accept-Encoding.',
  },
  'coding-identity': {
    title: 'Content-Encoding: identity',
    why: 'The name is meant for Accept-Encoding only; content without a coding needs no field.',
    fix: 'Leave the field out.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
