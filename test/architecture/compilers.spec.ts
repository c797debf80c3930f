import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { ROOT, runTool } from '../support/run-all/child.ts'
import { TYPED, compile } from '../support/run-all/steps.ts'
import { sourceFiles } from './source-files.ts'

const files = sourceFiles().map(({ path }) => path)
const ofFolder = ({ folder }: { folder: string }): string => `${folder}/tsconfig.json`
const Options = z.record(z.string(), z.unknown())
const Written = z.object({ extends: z.string().optional(), compilerOptions: Options.default({}), vueCompilerOptions: z.unknown().optional() })
const written = (path: string) => Written.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')))
/** What a folder says for itself: where its code runs, and that what is known is kept. */
const ITS_OWN = new Set(['lib', 'types', 'module', 'moduleResolution', 'incremental'])

/** What one option alone refuses: its number, and a file. */
const PLANTED: Readonly<Record<string, readonly [error: string, text: string]>> = {
  strict: ['TS2322', 'export const found: string = null'],
  noUncheckedIndexedAccess: ['TS2322', 'export const found = (of: number[]): number => of[0]'],
  exactOptionalPropertyTypes: ['TS2375', 'export const found: { of?: string } = { of: undefined }'],
  noImplicitOverride: ['TS4114', 'class Of { get(): number { return 1 } }\nexport class Found extends Of { get(): number { return 2 } }'],
  noFallthroughCasesInSwitch: ['TS7029', 'export function found(of: number): number { switch (of) { case 1: of += 1; default: return of } }'],
  noUnusedLocals: ['TS6133', 'const found = 1\nexport {}'],
  noUnusedParameters: ['TS6133', 'export function found(of: number): void {}'],
  verbatimModuleSyntax: ['TS1484', 'import { Found } from "./right.ts"\nexport type Of = Found'],
  erasableSyntaxOnly: ['TS1294', 'export enum Found { of }'],
}
/** Refuse nothing that is not refused by another, or are about how it is read. */
const NOT_PLANTED = ['isolatedModules', 'target', 'module', 'moduleResolution', 'allowImportingTsExtensions', 'skipLibCheck', 'noEmit']
/** A component is refused for what its template says, and whoever gives it what it does not take; who may not reach components is told that there is none. */
const TAKING = 'export const found: InstanceType<typeof Planted>["$props"] = { of: "text" }'
const COMPONENT: readonly (readonly [path: string, error: string, text: string])[] = [
  ['renderer/Planted.vue', 'TS2339', '<script setup lang="ts">\ndefineProps<{ of: number }>()\n</script>\n<template><p>{{ of.nothing }}</p></template>'],
  ['test/renderer/mounted/taking.ts', 'TS2322', `import Planted from "../../../renderer/Planted.vue"\n${TAKING}`],
  ['test/taking.ts', 'TS2307', `import Planted from "../renderer/Planted.vue"\n${TAKING}`],
]

describe('types', () => {
  it('are checked in every file, by the project of a folder', () => {
    const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => { throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n')) } }
    const components = [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }]
    const roots = TYPED.flatMap(project => ts.getParsedCommandLineOfConfigFile(join(ROOT, ofFolder(project)), {}, host, undefined, undefined, project.compiler === 'vue-tsc' ? components : [])?.fileNames ?? [])
    const checked = new Set(roots.map(path => relative(ROOT, path).split(sep).join('/')))
    expect(files.filter(path => /\.([cm]?ts|tsx|vue)$/.test(path) && !checked.has(path))).toEqual([])
    expect(checked.size).toBeGreaterThan(1_000)
  })

  it('are checked alike everywhere: no folder says more for itself than where its code runs', () => {
    expect(files.filter(path => /(^|\/)tsconfig[^/]*\.json$/.test(path)).toSorted()).toEqual([...TYPED.map(ofFolder), 'tsconfig.json'].toSorted())
    for (const project of TYPED) {
      const { extends: base, compilerOptions, vueCompilerOptions } = written(ofFolder(project))
      expect([project.folder, Object.keys(compilerOptions).filter(name => !ITS_OWN.has(name))]).toEqual([project.folder, []])
      expect(join(project.folder, base ?? '')).toMatch(/^(test[/\\])?tsconfig\.json$/)
      if (project.compiler === 'vue-tsc') expect(vueCompilerOptions).toEqual({ strictTemplates: true, dataAttributes: ['data-*'] })
    }
  })

  it('bite: each compiler refuses in each folder what each option forbids', async () => {
    const root = mkdtempSync(join(tmpdir(), 'lab501-types-'))
    onTestFinished(() => rmSync(root, { recursive: true, force: true }))
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), `${text}\n`)
    }
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction')
    for (const path of ['package.json', 'tsconfig.json', ...TYPED.map(ofFolder)]) write(path, readFileSync(join(ROOT, path), 'utf8'))
    for (const { folder } of TYPED) write(`${folder}/planted/right.ts`, 'export interface Found { of: 1 }')
    const planted = [...COMPONENT, ...TYPED.flatMap(({ folder }) => Object.entries(PLANTED).map(([option, [error, text]]) => [`${folder}/planted/${option}.ts`, error, text] as const))]
    for (const [path, , text] of planted) write(path, text)
    const outputs = await Promise.all(TYPED.map(async project => (await runTool(...compile(project, root), { timeoutMs: 100_000 })).output))
    const refused = outputs.flatMap(output => [...output.matchAll(/^([^ (].*)\(\d+,\d+\): error (TS\d+)/gmu)]).map(([, path = '', error]) => `${relative(realpathSync(root), realpathSync(resolve(ROOT, path))).split(sep).join('/')} ${error}`)
    expect([...new Set(refused)].toSorted(), outputs.join('\n')).toEqual(planted.map(([path, error]) => `${path} ${error}`).toSorted())
    expect(Object.keys(written('tsconfig.json').compilerOptions).toSorted()).toEqual([...Object.keys(PLANTED), ...NOT_PLANTED].toSorted())
  })
})
