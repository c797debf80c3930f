// Stands in the built page for the library that Markdown asks for character references: the browser has the same list (HTML §13.5), and brings it.

/** @returns what one reference such as `&nbsp;` stands for; the text as it is, where it is none. Without its semicolon a reference is none in Markdown. */
export function decodeHTMLStrict(reference: string): string {
  const { textContent: decoded } = new DOMParser().parseFromString(`<body>|${reference}`, 'text/html').body
  const text = decoded?.slice(1) ?? ''
  // A browser takes the beginning of an unknown name for an old reference, and leaves the rest with the semicolon.
  return text.endsWith(';') && reference !== '&semi;' ? reference : text
}
