// The tools of the workbench, in the order of their tabs. Each is fetched when it is first looked at.
import { defineAsyncComponent, type Component } from 'vue'
import type { BenchKind } from '../../../electron/model/bench.ts'

export interface BenchTool { readonly id: 'topology' | 'text' | 'statuses' | 'playgrounds' | 'methods' | 'contract' | 'conformance' | 'notes' | 'about'; readonly kinds: readonly BenchKind[]; readonly component: Component }

const TOOLS: readonly BenchTool[] = [
  { id: 'topology', kinds: ['playground'], component: defineAsyncComponent(() => import('../playground/PlaygroundTopology.vue')) },
  { id: 'text', kinds: ['playground'], component: defineAsyncComponent(() => import('../playground/PlaygroundText.vue')) },
  { id: 'statuses', kinds: ['playground'], component: defineAsyncComponent(() => import('../playground/PlaygroundStatuses.vue')) },
  { id: 'methods', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditMethods.vue')) },
  { id: 'contract', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditContract.vue')) },
  { id: 'conformance', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditConformance.vue')) },
  { id: 'notes', kinds: ['playground', 'server', 'capture'], component: defineAsyncComponent(() => import('../notes/NotesOfAll.vue')) },
  { id: 'playgrounds', kinds: ['playground'], component: defineAsyncComponent(() => import('../playground/PlaygroundList.vue')) },
  { id: 'about', kinds: ['server', 'capture'], component: defineAsyncComponent(() => import('./BenchAbout.vue')) },
]

/** @returns the tools that have something to do at a bench of this kind. */
export function toolsFor(kind: BenchKind): readonly BenchTool[] {
  return TOOLS.filter(({ kinds }) => kinds.includes(kind))
}
