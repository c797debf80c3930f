// The smallest word of HTTP's grammar.

/** token = 1*tchar (RFC 9110 §5.6.2). */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** A field value that can stand on one line: visible characters up to U+00FF, blanks and tabs between them (RFC 9110 §5.5). */
export const FIELD_VALUE = /^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/
