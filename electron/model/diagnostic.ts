// The diagnostic endpoint that every origin has: any status on demand, with options.

/** Followed by a code. */
export const DIAGNOSTIC = '/api/status/'
export const DIAGNOSTIC_OPTIONS = ['content-type', 'retry-after', 'cache-control', 'delay'] as const
export type DiagnosticOptions = Partial<Record<(typeof DIAGNOSTIC_OPTIONS)[number], string>>

/** 101 hands the connection over to another protocol (RFC 9110 §15.2.2), and there is none here. @returns whether the endpoint answers with the code */
export function canBeAsked(code: number): boolean {
  return Number.isInteger(code) && code >= 100 && code <= 599 && code !== 101
}

/** @returns the target that asks for the status; an empty option is none. */
export function targetOfStatus(code: number, options: DiagnosticOptions = {}): string {
  const given = DIAGNOSTIC_OPTIONS.flatMap(option => (options[option] ? [`${option}=${encodeURIComponent(options[option]).replaceAll('%2F', '/')}`] : []))
  return `${DIAGNOSTIC}${code}${given.length > 0 ? `?${given.join('&')}` : ''}`
}
