// What the survey knows of a server before it runs.
import type { SurveyKind } from '../../electron/model/survey.ts'

/** Where one run of a server takes place. */
export interface Place {
  /** Of its own, readable for all, removed afterwards. */
  readonly folder: string
  /** Holds `hello.txt`. */
  readonly www: string
  /** Free, on 127.0.0.1. */
  readonly port: number
  /** Where the backend of a proxy answers 200 to everything. */
  readonly backend: number
  /** @returns where a program of `test/survey/apps` is. */
  readonly app: (name: string) => string
}

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Written into the place's folder first. */
  readonly files?: Readonly<Record<string, string>>
  /** Run to its end before the command. */
  readonly build?: readonly [command: string, ...args: string[]]
}

/** Where it comes from; that decides how its version is found, and whether it is here. */
export type From =
  | { readonly debian: string }
  /** Runs on the Node that runs the survey. */
  | { readonly npm: string }
  | { readonly system: 'node' | 'python3' }

export interface Server {
  readonly id: string
  readonly name: string
  readonly kind: SurveyKind
  readonly setting: string
  readonly from: From
  /** The Debian package of what it runs on, where that answers part of the requests. */
  readonly runsOn?: readonly [name: string, debian: string]
  /** It stays in the foreground and answers on the place's port. */
  readonly program: (place: Place) => Program
}
