// What an error should not show: how the program that failed is built. Patterns are anchored and without nested repeats, so that each is linear.

/** One line of a stack as the common runtimes print it, or the head of a whole one. */
const STACK_LINES: readonly RegExp[] = [
  /^[ \t]{0,12}(?:&nbsp;){0,8}[ \t]{0,12}at [\w$.<>[\] ]{1,120} \((?:[^()\n]{1,300}):\d{1,6}:\d{1,6}\)/m,
  /(?:<br ?\/?>|\n|^)[ \t]{0,12}(?:&nbsp;| ){0,8}at [\w$.<>[\] ]{1,120} ?\((?:file:\/\/|node:|\/|[A-Z]:\\)[^()\n]{1,300}\)/,
  /\bat (?:file:\/\/|node:|\/)[^\s()<]{1,300}:\d{1,6}:\d{1,6}/,
  /^Traceback \(most recent call last\):/m,
  /\bFile (?:"|&quot;|&#34;)[^"&\n]{1,300}(?:"|&quot;|&#34;), line \d{1,6}, in /,
  // Tomcat leaves the "at" out.
  /^[ \t]{0,12}(?:at )?(?:[a-zA-Z_$][\w$]{0,60}\.){1,12}[\w$<>]{1,60}\((?:[\w$]{1,80}\.(?:java|kt|scala):\d{1,6}|Native Method|Unknown Source)\)/m,
  /^[ \t]{0,12}at (?:[A-Za-z_][\w`]{0,60}\.){1,12}[\w`<>]{1,60}\([^()\n]{0,200}\) in [^\n]{1,200}:line \d{1,6}/m,
  /^goroutine \d{1,9} \[[a-z ]{1,30}\]:/m,
  /^#\d{1,3} [^\n(]{1,200}\(\d{1,6}\): /m,
  /(?:^|\n|<li>|<pre>)[^\s<>:]{1,200}\.rb:\d{1,6}:in [`'&]/,
  /\bat [^\s<>]{1,200}\.p[lm] line \d{1,6}\.?(?:\s|<|$)/,
  /\bpanic: [^\n]{1,200}\n/,
]

/** A place in the file system of a machine, as servers have them. A path of the site alone is none. */
const FILE_PATHS: readonly RegExp[] = [
  /(?:^|[\s"'(>=:])(?:\/(?:home|root|Users|var|usr|opt|srv|etc|tmp|app|work|mnt|private)\/[\w.@+-]{1,80}(?:\/[\w.@+-]{1,80}){1,30})/,
  /(?:^|[\s"'(>=])[A-Za-z]:\\(?:[\w. +-]{1,80}\\){1,30}[\w. +-]{1,80}/,
  /\bfile:\/\/\/[^\s"'<>)]{1,300}/,
]

export interface Leak { readonly start: number; readonly end: number; readonly text: string }

/** @returns where a stack begins in `text`. */
export function stackIn(text: string): Leak | undefined {
  return first(text, STACK_LINES)
}

/** @returns the first place of a file system in `text`. */
export function pathIn(text: string): Leak | undefined {
  return first(text, FILE_PATHS)
}

/** Errors are short; what is long and says nothing in its first part is no error page. */
const MOST = 65_536

function first(text: string, patterns: readonly RegExp[]): Leak | undefined {
  const head = text.slice(0, MOST)
  for (const pattern of patterns) {
    const match = pattern.exec(head)
    if (match) return { start: match.index, end: match.index + match[0].length, text: match[0].trim() }
  }
  return undefined
}
