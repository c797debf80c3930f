// The addresses of the page. The first one decides where a person begins.
import { createRouter, createWebHashHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { BENCH_KINDS } from '../electron/model/bench.ts'
import { useLabs } from './stores/labs.ts'
// Most people begin with it, and in one piece with the frame it weighs less than in forty.
import LabView from './views/LabView.vue'

/** Must be made after the token is out of the fragment, which the addresses use. */
export function makeRouter(): Router {
  /** Where the page was told to go last: a redirection that comes late must not overtake it. */
  let latest: RouteLocationNormalized | undefined
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'start', component: () => import('./views/HomeView.vue'), beforeEnter: async to => { const start = await chooseStart(); return to === latest && start } },
      { path: '/home', name: 'home', component: () => import('./views/HomeView.vue') },
      { path: '/lab/:lab', name: 'lab', component: LabView, props: true },
      ...BENCH_KINDS.map(kind => ({ path: `/${kind}`, name: kind, component: () => import('./views/WorkbenchView.vue'), props: { kind } })),
      { path: '/handbook/:page?/:heading?', name: 'handbook', component: () => import('./views/HandbookView.vue'), props: true },
      { path: '/rules/:rule?', name: 'rules', component: () => import('./views/RulesView.vue'), props: true },
      { path: '/class', name: 'class', component: () => import('./views/ClassView.vue') },
      ...(import.meta.env.DEV ? [{ path: '/components', component: () => import('./dev/ComponentsView.vue') }] : []),
      { path: '/:rest(.*)*', redirect: { name: 'home' } },
    ],
  })
  router.beforeEach(to => { latest = to })
  return router
}

/** Who has not begun begins at once; everybody else sees how far they are. A core that is away is told of by the home. */
async function chooseStart() {
  const labs = useLabs()
  await labs.load().catch(() => undefined)
  const [first] = labs.list
  return first && labs.untouched ? { name: 'lab', params: { lab: first.id }, replace: true } : { name: 'home', replace: true }
}
