// What was gathered, as an instructor's page shows it: the figures of the whole, some of the learners in an order, one of them in one lab.
import { MOST_GROUPS, MOST_NAMED, type ClassAsked, type ClassCell, type ClassRow, type ClassRows, type ClassStanding, type ClassView } from '../../model/class-view.ts'
import type { Lab } from '../../model/lab.ts'
import type { Steps } from '../turns/in-turns.ts'
import { namesApart } from './export-results.ts'
import { isDone, type Best, type Gathered, type Learner } from './gather.ts'

type Labs = ReadonlyMap<string, Lab>

/** @param labs in the order of the path; those that are not here come after them @returns the figures of the whole, in steps */
export function* classViewing(gathered: Gathered, labs: readonly Lab[]): Steps<ClassView> {
  const nameOf = namesApart(gathered)
  const named = (key: string) => {
    const learner = gathered.learners.get(key)
    return learner ? nameOf(learner) : key
  }
  const figures = yield* gathered.figuring()
  const place = new Map(labs.map(({ id }, nth) => [id, nth]))
  const byId = new Map(labs.map(lab => [lab.id, lab]))
  const placeOf = (lab: string) => place.get(lab) ?? labs.length
  return {
    files: gathered.files, learners: gathered.learners.size,
    refused: { count: gathered.refused.length, named: gathered.refused.slice(0, MOST_NAMED) },
    shared: {
      count: gathered.shared.length,
      named: gathered.shared.slice(0, MOST_NAMED).map(({ lab, learners }) => ({ lab: gathered.titleOf(lab), learners: learners.map(named) })),
    },
    forked: {
      count: gathered.forked.length,
      named: gathered.forked.slice(0, MOST_NAMED).map(({ lab, learner, ways, common }) => ({ lab: gathered.titleOf(lab), learner: named(learner), ways, common })),
    },
    labs: figures.sort((one, other) => placeOf(one.lab) - placeOf(other.lab)).map(({ expectations, ...lab }) => ({
      ...lab,
      expectations: expectations.map(({ step, groups, ...one }) => ({ ...one, step: stepOf(byId, lab.lab, step).title, groups: groups.slice(0, MOST_GROUPS).map(group => ({ ...group, examples: [...group.examples] })) })),
    })),
  }
}

/** @returns some of those whose name has `find` in it, in an order. */
export function classRows(gathered: Gathered, labs: Labs, { from, count, order, lab, find }: Omit<ClassAsked, 'side'>): ClassRows {
  const wanted = find.trim().toLowerCase()
  const nameOf = namesApart(gathered)
  const learners = [...gathered.learners.values()].filter(learner => wanted === '' || nameOf(learner).toLowerCase().includes(wanted))
  const keyed = learners.map(learner => ({ learner, name: nameOf(learner), need: needOf([...gathered.best(learner).values()].filter(best => lab === undefined || best.lab === lab)) }))
  const byName = new Intl.Collator('en', { numeric: true }).compare
  const byNeed = (one: Need, other: Need) => other.stuck - one.stuck || other.missed - one.missed || one.share - other.share
  switch (order) {
    case 'help': keyed.sort((one, other) => byNeed(one.need, other.need) || byName(one.name, other.name)); break
    case 'points': keyed.sort((one, other) => other.need.earned - one.need.earned || byName(one.name, other.name)); break
    case 'name': keyed.sort((one, other) => byName(one.name, other.name)); break
    case 'came': break
  }
  const shared = new Set(gathered.shared.flatMap(one => one.learners))
  return { of: keyed.length, rows: keyed.slice(from, from + count).map(({ learner, name }) => rowOf(gathered, labs, { learner, name, isShared: shared.has(learner.key) })) }
}

/** @returns where one learner stands in one lab; undefined where nothing of it is here */
export function classStanding(gathered: Gathered, labs: Labs, key: string, lab: string): ClassStanding | undefined {
  const learner = gathered.learners.get(key)
  const best = learner && gathered.best(learner).get(lab)
  if (!best) return undefined
  const { file, attempt, packVersion, startedWallMs, isFinished, opened, ways, claimed, outcomes } = best
  return {
    file, attempt, packVersion, startedWallMs, isFinished, opened, ways, canShow: claimed !== 'no-capture',
    verdicts: outcomes.map(({ of, step, outcome, group }) => ({ of, step: stepOf(labs, lab, step).title, says: gathered.saysOf(lab, of), outcome, ...(group && { way: gathered.wayOf(lab, of, group) }) })),
  }
}

interface Need { readonly stuck: number; readonly missed: number; readonly earned: number; readonly share: number }

function needOf(bests: readonly Best[]): Need {
  const sum = (figure: (best: Best) => number) => bests.reduce((all, best) => all + figure(best), 0)
  const [earned, points] = [sum(best => best.earned), sum(best => best.points)]
  return { stuck: bests.filter(({ isStuck }) => isStuck).length, missed: sum(missedIn), earned, share: points > 0 ? earned / points : 1 }
}

function rowOf(gathered: Gathered, labs: Labs, { learner, name, isShared }: { readonly learner: Learner; readonly name: string; readonly isShared: boolean }): ClassRow {
  const bests = [...gathered.best(learner).values()]
  const sum = (figure: (best: Best) => number) => bests.reduce((all, best) => all + figure(best), 0)
  return {
    key: learner.key, name, isShared, isForked: bests.some(({ ways }) => ways > 1), done: bests.filter(isDone).length, stuck: bests.filter(({ isStuck }) => isStuck).length,
    earned: sum(best => best.earned), points: sum(best => best.points), workedMs: sum(best => best.workedMs), hints: sum(best => best.hints), cells: bests.map(best => cellOf(labs, best)),
  }
}

function cellOf(labs: Labs, best: Best): ClassCell {
  const { lab, earned, points, met, required, hints, workedMs, tries, ways, stuck, isStuck, claimed } = best
  const at = stuck === undefined ? undefined : stepOf(labs, lab, stuck)
  return {
    lab, earned, points, met, required, missed: missedIn(best), hints, workedMs, tries, ways, isDone: isDone(best), isStuck,
    ...(at && { stuck: at.title, ...(at.nth > 0 && { stuckAt: at.nth }) }), ...(claimed && { claimed }),
  }
}

function missedIn({ outcomes }: Best): number {
  return outcomes.filter(({ outcome }) => outcome === 'missed').length
}

/** @returns its title and which one it is, from 1; of a lab that is not here its id, and 0 */
function stepOf(labs: Labs, lab: string, step: string): { readonly title: string; readonly nth: number } {
  const steps = labs.get(lab)?.steps ?? []
  const at = steps.findIndex(({ id }) => id === step)
  return { title: steps[at]?.title ?? step, nth: at + 1 }
}

