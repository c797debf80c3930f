// Whether what is pasted is a request of its own. How it reads is known to `pasted.ts`, which nobody needs before.

/** @returns whether a text is clearly a whole request rather than a piece of one, so that it is not pasted into a line */
export function isWholeRequest(text: string): boolean {
  return /^\s*(?:(?:\$|>|PS [^>\n]*>)\s+)?(?:&\s*\{[^]*?)?curl(?:\.exe)?\s/.test(text) || /^\s*(?:(?:#|@)[^\n]*\n\s*)*[!#$%&'*+\-.^_`|~0-9A-Za-z]+ \S+(?: HTTP\/[\d.]+\s*$|(?: HTTP\/[\d.]+)?\s*\r?\n\s*\S)/.test(text)
}
