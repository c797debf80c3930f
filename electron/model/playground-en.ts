// What the core says about the topologies of the playground: those to begin with. The English sentences.

export const playgroundEnglish = {
  'starter.one': 'One server',
  'starter.one-says': 'Ask for what is there, what is not, and what nobody takes: 200, 404, 405, 500 and both kinds of 501.',
  'starter.gateway': 'A gateway before a server that lacks PATCH',
  'starter.gateway-says': 'PATCH gets 501 from the server behind, DELETE gets 405 from the gateway: who said so?',
  'starter.cache': 'A cache before a 501 that may be stored',
  'starter.cache-says': 'Once asked, the cache goes on saying 501 for a minute, although the server has learnt to answer: turn the toggle “built” on, and ask again.',
  'starter.canary': 'A gateway with a canary',
  'starter.canary-says': 'One request in four goes to a newer build that implements PATCH: the same request gets 501 or 200.',
  'starter.lineup': 'Five servers side by side',
  'starter.lineup-says': 'nginx, Apache, Node and Express as they were measured, beside a strict server. Send one request to all, and compare.',
  'starter.hops': 'A cache, a gateway and a server',
  'starter.hops-says': 'Three hops: see where a request goes, who answers it, and what each one changes.',
  'starter.faults': 'What goes wrong on the wire',
  'starter.faults-says': 'Late, cut off, reset, too long, garbled: answers that are no 5xx, because there is no whole answer.',
} as const
