// The texts of electron/core/inspector/rules/evidence.ts: how much the capture can tell.
import type { RuleText } from '../rule-text.ts'

export const evidenceTexts = {
  'nobody-signs': {
    title: 'Nothing tells who made this answer',
    seen: 'The {status} names neither a server nor a hop.',
    why: 'No Server, Via, Proxy-Status, Cache-Status or Age, and only one end of one hop was seen. A gateway, a cache or the origin may have said it, so that nothing can be concluded about the origin.',
    fix: 'Ask the origin directly with the same request, or look at the logs of each hop.',
  },
  'intermediary-unsigned': {
    title: 'An intermediary answers by itself and does not say so',
    seen: '{participant} made the {status} itself, without Proxy-Status.',
    why: 'The client takes the answer for one of the origin. Proxy-Status would name the hop and the kind of failure.',
    fix: 'Send Proxy-Status with a name and an error type.',
  },
  'intermediary-says-501': {
    title: 'An intermediary answers 501 by itself',
    seen: '{participant} answered 501 to {method}, and did not pass it on.',
    why: 'Intermediaries are expected to pass on methods that they do not know. A gateway may refuse, since it stands for the origin; then this 501 says nothing about the servers behind it.',
    fix: 'Pass the method on; if it is to be refused, say so in Proxy-Status.',
  },
  'origin-signs-as-proxy': {
    title: 'An origin sends Proxy-Status',
    seen: '{participant} passes nothing on, and sends Proxy-Status.',
    why: 'Origin servers must not send this field: it says that an intermediary had a part in the answer. If the participant is a gateway that passed nothing on here, all is well.',
    fix: 'Leave it out at the origin.',
  },
  '501-and-then-not': {
    title: 'The same request got 501, and then it worked',
    seen: '{method} got 501 before, and {status} now.',
    why: 'Either something was built or switched on between the two, or not all machines behind this name run the same version. It was not a matter of trying again.',
    fix: 'Find out which machine gave which answer.',
  },
  'request-cut': {
    title: 'The request is not whole',
    seen: 'Of the request {length} octets of content were captured, and it is not at its end.',
    why: 'What the server answers to half a request says little about the whole one.',
    fix: 'Send it again, whole.',
  },
  'no-wire': {
    title: 'The octets are not those of the wire',
    seen: '{count} of the exchanges come from a file that keeps no octets.',
    why: 'HAR keeps names and values and not the messages. What rests on framing, lengths, codings and connections cannot be judged, and is not.',
    fix: 'Capture with Lab 501 where the octets matter.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
