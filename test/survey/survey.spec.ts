import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { fromBase64 } from '../../electron/model/bytes.ts'
import { DATASET, readSurvey, surveyText } from './dataset.ts'
import { REQUESTS } from './requests.ts'
import { SERVERS } from './servers.ts'
import { TABLE, tableText } from './table.ts'

const ROOT = join(import.meta.dirname, '../..')
const survey = readSurvey()

describe('the field survey that ships', () => {
  it('has the requests that are sent, and no request twice', () => {
    expect(survey.requests).toEqual(REQUESTS)
    expect(new Set(REQUESTS.map(({ id }) => id)).size).toBe(REQUESTS.length)
    expect(new Set(REQUESTS.map(({ bytes }) => bytes)).size).toBe(REQUESTS.length)
  })

  it('has at least 30 servers, each one that can be measured again', () => {
    expect(survey.servers.length).toBeGreaterThanOrEqual(30)
    const known = SERVERS.map(({ id }) => id)
    expect(new Set(known).size).toBe(known.length)
    expect(survey.servers.map(({ id, name, kind, setting }) => ({ id, name, kind, setting })))
      .toEqual(SERVERS.filter(({ id }) => survey.servers.some(server => server.id === id)).map(({ id, name, kind, setting }) => ({ id, name, kind, setting })))
  })

  it('has one answer of each server to each request that it can be asked', () => {
    const due = survey.servers.flatMap(({ id, kind }) => REQUESTS.filter(({ kinds }) => kinds?.includes(kind) ?? true).map(request => `${id} ${request.id}`))
    expect(survey.measurements.map(({ server, request }) => `${server} ${request}`)).toEqual(due)
  })

  it('shows that every server serves what is there', () => {
    const gets = survey.measurements.filter(({ request }) => request === 'get')
    const answers = gets.map(({ server, response }) => `${server} ${Buffer.from(fromBase64(response)).toString('latin1', 9, 12)}`)
    expect(answers).toEqual(survey.servers.map(({ id }) => `${id} 200`))
  })

  it('names no place of the machine that it was made on', () => {
    const said = survey.measurements.map(({ server, request, response }) => `${server} ${request} ${Buffer.from(fromBase64(response)).toString('latin1')}`)
    expect(said.filter(text => [ROOT, homedir(), 'lab501-survey'].some(place => place.length > 3 && text.includes(place)))).toEqual([])
  })

  it('is written one line a row, so that a change can be read', () => {
    expect(readFileSync(DATASET, 'utf8')).toBe(surveyText(survey))
  })

  it('is shown as it is in docs/survey-table.md', () => {
    expect(existsSync(TABLE) && readFileSync(TABLE, 'utf8')).toBe(tableText(survey))
  })

  it('is no pack: the folder of packs loads as before', () => {
    const { problems, places } = loadPacks([join(ROOT, 'labs')])
    expect(problems).toEqual([])
    expect([...places.values()].filter(place => place.includes('field-survey'))).toEqual([])
  })
})
