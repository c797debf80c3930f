// A report of a problem: a text that its author reads in full before it is saved. Nobody is sent anything.
import { z } from 'zod'

/** What the page knows of itself. Facts have names of ours; faults are the page's own errors, the latest last. */
export const PageReport = z.object({
  words: z.string().max(8_000),
  facts: z.record(z.string().max(40), z.string().max(400)).refine(facts => Object.keys(facts).length <= 40, 'has more than 40 facts'),
  faults: z.array(z.string().max(2_000)).max(20),
})
export type PageReport = Readonly<z.infer<typeof PageReport>>

/** A capture that makes a report longer than anybody reads is saved by itself. */
export const MOST_CAPTURE_CHARACTERS = 1_000_000

export interface Section { readonly title: string; readonly lines: readonly string[] }

/** @returns the sections that the page can write without the core */
export function pageSections({ words, facts, faults }: PageReport): Section[] {
  return [
    { title: 'What happened', lines: words.trim() === '' ? ['(nothing was written)'] : words.trim().split('\n') },
    { title: 'Page', lines: factLines(facts) },
    { title: 'Errors of the page', lines: faults.length === 0 ? ['none'] : faults },
  ]
}

export function factLines(facts: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(facts).map(([name, value]) => `${name}: ${value}`)
}

/** @returns the text of a report */
export function reportText(sections: readonly Section[]): string {
  return `${['Lab 501: report of a problem', ...sections.map(({ title, lines }) => [`== ${title} ==`, ...lines].join('\n'))].join('\n\n')}\n`
}

/** @returns the name of its file, by the day */
export function reportName(wallMs: number): string {
  return `lab501-report-${new Date(wallMs).toISOString().slice(0, 10)}.txt`
}
