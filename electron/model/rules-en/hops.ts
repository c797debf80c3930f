// The texts of electron/core/inspector/rules/hops.ts: what only several hops show.
import type { RuleText } from '../rule-text.ts'

export const hopTexts = {
  'via-missing': {
    title: 'A request is passed on without Via',
    seen: '{participant} passed the request on and did not add itself to Via.',
    why: 'An intermediary must add itself to Via in every request that it passes on. Without it loops go on, and nobody sees afterwards who took part.',
    fix: 'Add a member with the protocol version and a name.',
  },
  'via-loop': {
    title: 'Via names the same hop twice',
    seen: 'Via names {name} twice.',
    why: 'The request has come back to where it was. If two hops share a name, nobody can tell.',
    fix: 'Look at the routes; give each hop a name of its own.',
  },
  'hop-field-passed-on': {
    title: 'A field of one hop is passed on',
    seen: '{participant} passed {name} on, which Connection names.',
    why: 'What Connection names is meant for the next recipient only. It must be taken away before the message goes on.',
    fix: 'Take away Connection and every field that it names.',
  },
  'method-rewritten': {
    title: 'The method changed on the way',
    seen: '{came} came to {participant}, and {left} left it.',
    why: 'Another method is another request: what was safe may no longer be, and the answer is not about what the client asked.',
    fix: 'Pass the method on as it came.',
  },
  'status-rewritten': {
    title: 'The status changed on the way',
    seen: '{participant} got {got}, and gave {gave}.',
    why: 'A gateway may answer for itself. What the server behind it said is then lost to the client: a 501 that became something else says nothing about the method any more.',
    fix: 'Pass the status on, or say in Proxy-Status which one was received.',
  },
  'valid-answer-made-502': {
    title: 'A valid answer became a gateway error',
    seen: '{participant} got a well-formed {got}, and gave {gave}.',
    why: '502 says that the answer was invalid, 504 that none came in time. A 501 or 500 that was well-formed is neither: it is a valid answer that says no.',
    fix: 'Pass the status on.',
  },
  'allow-rewritten': {
    title: 'Allow changed on the way',
    seen: '{participant} got Allow: {got}, and gave {gave}.',
    why: 'A proxy must not change Allow, not even if it does not know the methods in it. A gateway that takes fewer methods than the server behind it may say so.',
    fix: 'Pass Allow on as it came.',
  },
  'content-rewritten': {
    title: 'The content of the answer changed on the way',
    seen: '{participant} gave other content than it got.',
    why: 'The explanation of the server is gone, and what stands in its place knows less. A Content-Type or a digest that came along may no longer be true.',
    fix: 'Pass the content on, at least where the server sent problem details.',
  },
  'max-forwards-not-counted': {
    title: 'Max-Forwards is not counted down',
    seen: 'Max-Forwards {came} came to {participant}, and {left} left it.',
    why: 'With 0 an intermediary must answer by itself; else it must pass on a smaller number. Otherwise nobody can walk along the hops.',
    fix: 'Count down, and answer at 0.',
  },
  'retried-unsafely': {
    title: 'A request that may not be repeated was sent again',
    seen: '{participant} sent the {method} {times} times.',
    why: 'A proxy must not repeat a request whose method is not idempotent: the first one may have had its effect, although no answer came.',
    fix: 'Repeat safe and idempotent methods only.',
  },
  'retried-after-501': {
    title: 'A request was sent again after a 501',
    seen: '{participant} got 501 to {method}, and sent it again.',
    why: 'Repeating is meant for a connection that failed before the answer was read. A 501 is an answer, and it will be the same.',
    fix: 'Leave 501 out of what is retried.',
  },
  'sides-differ': {
    title: 'The two ends of a hop do not see the same',
    seen: 'Of the {side}, {sent} octets left one end, and {got} came to the other, not the same ones.',
    why: 'The connection broke on the way, or somebody between the two changed what passed. What each end believes is another message.',
    fix: 'Compare the octets; trust the end that sent them.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
