// The field survey: every answer at a glance, and the one that is looked at.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { SurveyAnswer, SurveyView } from '../../electron/model/survey-view.ts'
import { useCore } from '../bridge/use-core.ts'

export const useSurvey = defineStore('survey', () => {
  const core = useCore()
  const view = shallowRef<SurveyView>()
  const chosen = shallowRef<{ readonly server: string; readonly request: string; readonly answer: SurveyAnswer }>()

  async function load(): Promise<void> {
    view.value ??= await core.call('survey.view', {})
  }

  async function choose(server: string, request: string): Promise<void> {
    chosen.value = { server, request, answer: await core.call('survey.answer', { server, request }) }
  }

  return { view, chosen, load, choose }
})
