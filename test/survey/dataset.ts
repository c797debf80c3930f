// The dataset on disk: JSON with one line for each request, server and measurement, so that a change is a change of that line.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Survey } from '../../electron/model/survey.ts'

export const DATASET = join(import.meta.dirname, '../../labs/field-survey/survey.json')

/** @throws ZodError when the file is not a survey. */
export function readSurvey(path = DATASET): Survey {
  return Survey.parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function writeSurvey(survey: Survey, path = DATASET): void {
  writeFileSync(path, surveyText(survey))
}

/** @returns the text of the file. */
export function surveyText({ format, requests, servers, measurements }: Survey): string {
  const list = (name: string, rows: readonly unknown[]) => `"${name}": [\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n]`
  return `{"format": ${format},\n${list('requests', requests)},\n${list('servers', servers)},\n${list('measurements', measurements)}}\n`
}
