// Bad input on the command line: exit 2, and one line that says what, where and the mend.

export class UsageError extends Error {}

/** @returns the error's one line, whatever was thrown. */
export function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ')
}
