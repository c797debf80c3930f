// The smallest words of HTTP's grammar.

/** token = 1*tchar (RFC 9110 §5.6.2). */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** A field value that can stand on one line: visible characters up to U+00FF, blanks and tabs between them (RFC 9110 §5.5). */
export const FIELD_VALUE = /^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/

/** uri-host and an optional port (RFC 9110 §7.2); the host may be a bracketed IPv6 literal, and may be empty. */
export const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|[!$&'()*+,\-.;=A-Za-z0-9_~%]*)(?::\d*)?$/
/** Host and port, the target of CONNECT (RFC 9112 §3.2.3). */
export const AUTHORITY_FORM = /^(?:\[[0-9A-Fa-f:.]+\]|[!$&'()*+,\-.;=A-Za-z0-9_~%]+):(\d{1,5})$/
/** Scheme, authority, and what follows (RFC 9112 §3.2.2). */
export const ABSOLUTE_FORM = /^([A-Za-z][A-Za-z0-9+\-.]*):\/\/([^/?]*)([/?].*)?$/
