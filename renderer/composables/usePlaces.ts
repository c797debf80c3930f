// Where one can go by name: the parts of the app, each lab, each page of the handbook, each bench, what a playground begins with; and requests that have a name.
import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { BENCH_KINDS } from '../../electron/model/bench.ts'
import { readAllPages, type PageText } from '../handbook/pages.ts'
import { useAttempt } from '../stores/attempt.ts'
import { useBench } from '../stores/bench.ts'
import { useComposer } from '../stores/composer.ts'
import { useLabs } from '../stores/labs.ts'
import { useSavedRequests } from '../stores/saved-requests.ts'
import { useNamedActions, type Offer } from './useActions.ts'
import { useStarters } from './useStarters.ts'
import { useAllWords } from './useAllWords.ts'
import { retell } from './useWords.ts'

export function usePlaces() {
  const router = useRouter()
  const attempt = useAttempt()
  const bench = useBench()
  const composer = useComposer()
  const labs = useLabs()
  const saved = useSavedRequests()
  const starters = useStarters()
  const { t, nameOf, day } = useAllWords()
  const action = useNamedActions()
  const pages = shallowRef<readonly PageText[]>([])

  /** Fetches what there is by now; what cannot be had is not offered. */
  async function look(): Promise<void> {
    await Promise.allSettled([labs.loaded ? undefined : labs.load(), bench.load(), saved.load(), pages.value.length > 0 ? undefined : readAllPages().then(read => { pages.value = read })])
  }

  const isHere = (name: string) => router.currentRoute.value.name === name
  async function openBench(id: string, kind: string): Promise<void> {
    if (await bench.open(id)) await router.push({ name: kind })
  }

  function offers(): Offer[] {
    return [
      ...(['home', ...BENCH_KINDS, 'handbook', 'class'] as const).map(name => action(name, () => router.push({ name }), { isOn: isHere(name) })),
      ...labs.list.map((lab): Offer => ({
        id: `lab:${lab.id}`, group: t('palette.labs'), name: lab.title, note: `${lab.pack.title} · ${t(`home.state-${lab.progress.state}`)}`,
        isOn: isHere('lab') && attempt.lab?.id === lab.id, run: () => router.push({ name: 'lab', params: { lab: lab.id } }),
      })),
      ...pages.value.map(({ page, title, answer }): Offer => ({
        id: `handbook:${page}`, group: t('palette.pages'), name: title, note: answer.replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1'), run: () => router.push({ name: 'handbook', params: { page } }),
      })),
      { id: 'rules', group: t('palette.pages'), name: t('rules.title'), note: t('rules.what'), isOn: isHere('rules'), run: () => router.push({ name: 'rules' }) },
      ...bench.starters.filter(({ isLab }) => !isLab).map((starter): Offer => ({
        id: `starter:${starter.setup.title}`, group: t('palette.starters'), name: retell(starter.setup.title), note: retell(starter.says), run: () => starters.begin(starter),
      })),
      ...bench.list.map((one): Offer => ({
        id: `bench:${one.attempt}`, group: t('bench.recent'), name: one.title, isOn: attempt.id === one.attempt,
        note: [nameOf(one.kind), day(one.startedWallMs), t('bench.recent-count', { count: one.exchanges }, one.exchanges)].join(' · '), run: () => openBench(one.attempt, one.kind),
      })),
      ...(attempt.view && attempt.view.bench?.kind !== 'capture' && (isHere('lab') || isHere('playground') || isHere('server')) ? saved.all : []).map((request): Offer => ({
        id: `request:${request.id}`, group: nameOf('saved-requests'), name: request.name, run: () => composer.take(request.draft, 'chosen'),
      })),
    ]
  }

  return { look, offers }
}
