// Results in the form that continuous integration reads: JUnit XML.

export interface JunitCase {
  readonly name: string
  /** What was found instead, and the mend. */
  readonly trouble?: string
  /** Why it could not be looked at. */
  readonly skipped?: string
  readonly ms: number
}
export interface JunitSuite { readonly name: string; readonly cases: readonly JunitCase[]; readonly ms: number }

/** @returns an XML document with a suite for each lab or part and a case for each check. Times are in seconds. */
export function junitOf(name: string, suites: readonly JunitSuite[]): string {
  const parts = suites.map(suite => {
    const className = escaped(`${name}.${suite.name}`)
    const count = (is: (each: JunitCase) => boolean) => suite.cases.filter(is).length
    const [failures, skipped] = [count(({ trouble }) => trouble !== undefined), count(each => each.skipped !== undefined)]
    const head = `  <testsuite name="${className}" tests="${suite.cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds(suite.ms)}">`
    return `${head}\n${suite.cases.map(each => caseOf(className, each)).join('\n')}\n  </testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(name)}">\n${parts.join('\n')}\n</testsuites>\n`
}

function caseOf(className: string, { name, trouble, skipped, ms }: JunitCase): string {
  const head = `    <testcase classname="${className}" name="${escaped(name)}" time="${seconds(ms)}"`
  if (trouble !== undefined) return `${head}>\n      <failure message="${escaped(trouble)}"/>\n    </testcase>`
  return skipped === undefined ? `${head}/>` : `${head}>\n      <skipped message="${escaped(skipped)}"/>\n    </testcase>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' }

/** XML 1.0 §2.2 has no place for other control characters, whatever way they are written. */
function escaped(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, character => ENTITIES[character] ?? '').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3)
}
