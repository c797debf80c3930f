// Packs in a temporary folder, for tests of the loader.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describeProblem, type Problem } from '../../../electron/model/problem.ts'

export const PACK = `format: 1
id: tea
version: 1.0.0
title: Tea
summary: Pots.
authors: [alice]
licence: MIT
labs: [brew]
`

export const LAB = `id: brew
title: Brew
summary: Brew tea.
minutes: 3
scenario:
  participants:
    - role: origin
      name: kitchen
      implements: [GET]
      resources:
        /pot:
          GET: { kind: reply, text: tea }
steps:
  - id: one
    title: One
    request: BREW /pot
    expectations:
      - id: brewed
        says: It answers 501.
        expect: { status: 501 }
    questions:
      - id: why
        kind: choice
        ask: Why?
        options:
          - { id: a, label: A, right: true, feedback: Yes. }
          - { id: b, label: B, feedback: No. }
learned: Tea.
`

export const BRIEF = 'About tea.\n\n## one\n\nBrew.\n'

export const PROOF = `solution:
  requests: BREW /pot
  answers: { why: a }
mistakes:
  - { id: m1, says: One., requests: GET /pot, fails: { of: brewed } }
  - { id: m2, says: Two., answers: { why: b }, fails: { of: why, feedback: b } }
  - { id: m3, says: Three., requests: GET /pan, fails: { of: brewed } }
`

/** A folder of packs that is gone when the test is over. */
export class PackFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'lab501-packs-'))

  /** Writes files by their path below the folder; text or bytes. */
  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true })
      writeFileSync(join(this.path, name), content)
    }
    return this
  }

  /** Writes the pack `tea` with its lab `brew`, some files of it changed. */
  writeTea(changed: Readonly<Record<string, string>> = {}): this {
    return this.write({ 'tea/pack.yaml': PACK, 'tea/brew/lab.yaml': LAB, 'tea/brew/brief.md': BRIEF, 'tea/brew/proof.yaml': PROOF, ...changed })
  }

  /** @returns the problems as people read them, with paths from the folder. */
  described(problems: readonly Problem[]): string[] {
    return problems.map(problem => describeProblem(problem).replaceAll(`${this.path}/`, ''))
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
