// The tools of the workbench, in the order of their tabs. Each is fetched when it is first looked at.
import { defineAsyncComponent, type Component } from 'vue'
import type { BenchKind } from '../../../electron/model/bench.ts'

export interface BenchTool { readonly id: 'topology' | 'methods' | 'contract' | 'conformance' | 'about'; readonly kinds: readonly BenchKind[]; readonly component: Component }

const TOOLS: readonly BenchTool[] = [
  { id: 'topology', kinds: ['playground'], component: defineAsyncComponent(() => import('./BenchTopology.vue')) },
  { id: 'methods', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditMethods.vue')) },
  { id: 'contract', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditContract.vue')) },
  { id: 'conformance', kinds: ['playground', 'server'], component: defineAsyncComponent(() => import('../audit/AuditConformance.vue')) },
  { id: 'about', kinds: ['server', 'capture'], component: defineAsyncComponent(() => import('./BenchAbout.vue')) },
]

/** @returns the tools that have something to do at a bench of this kind. */
export function toolsFor(kind: BenchKind): readonly BenchTool[] {
  return TOOLS.filter(({ kinds }) => kinds.includes(kind))
}
