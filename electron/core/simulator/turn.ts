// One request and its answer, while they are on their way.
import type { Ruling } from '../../model/decision.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { GatheredContent } from './gathered-content.ts'
import { OutTape } from './out-tape.ts'
import type { Plan } from './service.ts'

/** An answer that is being written. `takesAll`: its request ends wherever its bytes end. */
export interface Due { readonly ruling: Ruling; readonly closes: boolean; readonly takesAll: boolean }

export class Turn {
  /** Which request of its connection it is, from 1. */
  readonly nth: number
  content = new GatheredContent()
  readonly out = new OutTape()
  head: RequestHead | undefined
  plan: Plan | undefined
  due: Due | undefined
  stopWriting: (() => void) | undefined

  constructor(nth: number) {
    this.nth = nth
  }

  /** Lets go of what was needed to answer; an idle connection holds no content. */
  forget(): void {
    this.head = undefined
    this.plan = undefined
    this.due = undefined
    this.stopWriting = undefined
    this.content = new GatheredContent()
  }
}
