// The results of proofs in the form that continuous integration reads: JUnit XML.
import type { LabProof } from './prove-lab.ts'

/** @returns an XML document with a suite for each lab and a case for each check. Times are in seconds. */
export function junitOf(pack: string, proofs: readonly LabProof[]): string {
  const suites = proofs.map(({ lab, checks, ms }) => {
    const cases = checks.map(({ name, trouble, ms: took }) => {
      const head = `    <testcase classname="${escaped(`${pack}.${lab}`)}" name="${escaped(name)}" time="${seconds(took)}"`
      return trouble === undefined ? `${head}/>` : `${head}>\n      <failure message="${escaped(trouble)}"/>\n    </testcase>`
    })
    const failures = checks.filter(({ trouble }) => trouble !== undefined).length
    return `  <testsuite name="${escaped(`${pack}.${lab}`)}" tests="${checks.length}" failures="${failures}" errors="0" skipped="0" time="${seconds(ms)}">\n${cases.join('\n')}\n  </testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(pack)}">\n${suites.join('\n')}\n</testsuites>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' }

/** XML 1.0 §2.2 has no place for other control characters, whatever way they are written. */
function escaped(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, character => ENTITIES[character] ?? '').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3)
}
