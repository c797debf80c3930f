// New answers into the dataset: what is asked again, and what stays.
import { describe, expect, it } from 'vitest'
import type { Survey } from '../../electron/model/survey.ts'
import { readSurvey } from './dataset.ts'
import { merge, missingFrom } from './merge.ts'

const whole = readSurvey()
const row = whole.servers.find(({ id }) => id === 'node-http') as Survey['servers'][number]
const own = whole.measurements.filter(({ server }) => server === row.id)
const part: Survey = { ...whole, measurements: whole.measurements.filter(({ server, request }) => server !== row.id || (request !== 'acl' && request !== 'trace')) }

describe('what is missing from the dataset', () => {
  it('is nothing of a server that was asked everything', () => {
    expect(missingFrom(whole, row.id, row)).toEqual([])
  })

  it('is what it has no answer to, or asked with other bytes', () => {
    expect(missingFrom(part, row.id, row).map(({ id }) => id)).toEqual(['trace', 'acl'])
    const other = whole.requests.map(request => (request.id === 'get' ? { ...request, bytes: '' } : request))
    expect(missingFrom({ ...whole, requests: other }, row.id, row).map(({ id }) => id)).toEqual(['get'])
  })

  it('is everything of another version, and of a server that is not in it', () => {
    expect(missingFrom(whole, row.id, { ...row, version: '1.0.0' })).toHaveLength(whole.requests.length)
    expect(missingFrom(whole, 'new', row)).toHaveLength(whole.requests.length)
  })
})

describe('a merge', () => {
  it('puts new answers in their places and keeps the others', () => {
    const fresh = own.filter(({ request }) => request === 'acl' || request === 'trace')
    expect(merge(part, [{ row, measurements: fresh }])).toEqual(whole)
  })

  it('keeps one answer to a request that was asked again', () => {
    expect(merge(whole, [{ row, measurements: own }])).toEqual(whole)
  })
})
