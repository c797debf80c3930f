// The field survey as the page sees it: the same answers as in the dataset and its table.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FieldSurvey } from '../../../electron/core/library/field-survey.ts'
import { SurveyAnswer, SurveyView } from '../../../electron/model/survey-view.ts'
import { readSurvey } from '../../survey/dataset.ts'
import { outcomes } from '../../survey/outcome.ts'

const survey = new FieldSurvey(['/nowhere', join(import.meta.dirname, '../../../labs')])

describe('the field survey', () => {
  it('says of every answer what the tables say', () => {
    const view = SurveyView.parse(survey.view())
    const measured = outcomes(readSurvey())
    const differing = view.servers.flatMap(({ id, answers }) => Object.entries(answers).filter(([request, { status, allow }]) => {
      const outcome = measured.get(id)?.get(request)
      return outcome?.status !== status || (outcome?.allow && (outcome.allow.length > 0 ? 'named' : 'empty')) !== allow
    }))
    expect(differing).toEqual([])
    expect(view.servers.reduce((sum, { answers }) => sum + Object.keys(answers).length, 0)).toBeGreaterThan(7_000)
  })

  it('gives an answer with its bytes, and none that was not measured', () => {
    const answer = SurveyAnswer.parse(survey.answer('nginx', 'trace'))
    expect(answer.exchange.request?.method).toBe('TRACE')
    expect(answer.exchange.responses.map(({ status }) => status)).toEqual([405])
    expect([survey.answer('nginx', 'nothing'), survey.answer('nobody', 'trace')]).toEqual([undefined, undefined])
  })

  it('is not there where it does not ship', () => {
    const none = new FieldSurvey(['/nowhere'])
    expect([none.view(), none.answer('nginx', 'trace')]).toEqual([undefined, undefined])
  })
})
