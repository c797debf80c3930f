// What is said about captures as files, in English.
export const capturesEnglish = {
  // what a HAR file does not tell, and what it has no place for
  'har.not-sent': '{count} × an answer that crossed no wire: of a cache, a service worker or the browser itself. It is left out.',
  'har.unreadable': '{count} × an entry without a method, a URL or the like. It is left out.',
  'har.no-answer': '{count} × a request without an answer in the file.',
  'har.content-missing': '{count} × content that is not in the file.',
  'har.content-recoded': '{count} × content whose octets are not those that were sent: it was no UTF-8, and the file has its text only.',
  'har.length-of-coded': '{count} × a Content-Length that counted coded content; it counts what is here instead.',
  'har.other-version': '{count} × an exchange that was not said in HTTP/1; it is written down as if it had been.',
  'har.no-time': '{count} × an entry without a time that can be read; it stands where it stood.',
  'har.left-octets': 'HAR keeps names and values: no octets, no chunks and frames, and not what the servers checked.',
  'har.left-hops': '{count} × an exchange on an inner hop, or a hop as its other end saw it: HAR is about one client.',
  'har.left-unreadable': '{count} × an exchange whose request has no start line that can be read.',
  'har.left-interim': '{count} × a 1xx answer before the final one.',
  'har.left-trailers': '{count} × a trailer section.',
  'har.left-attempt': 'What was done to the topology, and your answers: HAR is about exchanges.',
  'har.left-malformed': '{count} × a malformed message; HAR has of it what could be read.',
  // what was taken out of a capture before it was saved
  'capture.was-redacted': 'This capture was redacted: {count} secrets were replaced by letters of the same number.',
  'redacted.field': '{count} × the value of {name}',
  'redacted.cookie': '{count} × the cookie {name}',
  'redacted.query': '{count} × {name} in a URL',
  'redacted.user-info': '{count} × a name and a password in a URL',
  'redacted.content': '{count} × {name} in content',
  'redacted.token': '{count} × a token ({name})',
  'redacted.echo': '{count} × the same again, elsewhere in the exchange',
} as const
