import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configs } from 'typescript-eslint'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { ROOT, runTool } from '../support/run-all/child.ts'

const TEXT = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')
const Rules = z.record(z.string(), z.unknown())
/** Its comments are YAML's, but for their mark. */
const config = z.object({ rules: Rules, overrides: z.array(z.object({ rules: Rules })) }).parse(parse(TEXT.replaceAll(/(^|\s)\/\/.*$/gmu, '')))
const everywhere = Object.keys(config.rules)
const on = [config, ...config.overrides].flatMap(({ rules }) => Object.entries(rules).filter(([, level]) => level !== 'off').map(([rule]) => rule.replace('typescript/', '')))

/** What each rule must not let through, in the folder where it is on. */
const PLANTED: Readonly<Record<string, string>> = {
  eqeqeq: 'export const found = (of: number): boolean => of == 1',
  'no-array-constructor': 'export const found = new Array(1, 2)',
  'no-constant-binary-expression': 'export const found = (of: string): boolean => `${of} of` === null',
  'no-eval': 'eval("1")',
  'no-fallthrough': 'export function found(of: number): void { switch (of) { case 1: console.log(1); default: console.log(2) } }',
  'no-implicit-coercion': 'export const found = (of: string): number => +of',
  'no-new-func': 'export const found = new Function("return 1")',
  'no-restricted-exports': 'export default 1',
  'no-restricted-properties': 'export function found(of: { innerHTML: string }): void { of.innerHTML = "" }',
  'no-script-url': 'export const found = "javascript:found()"',
  'no-self-compare': 'export const found = (of: number): boolean => of === of',
  'no-unreachable': 'export function found(): number { return 1; console.log(2) }',
  'no-unused-expressions': 'export function found(of: number): void { of + 1 }',
  'no-unused-vars': 'const found = 1',
  'no-var': 'export var found = 1',
  'object-shorthand': 'const of = 1; export const found = { of: of }',
  'prefer-const': 'let of = 1; export const found = (): number => of',
  'prefer-rest-params': 'export function found(): number { return [...arguments].length }',
  'prefer-spread': 'export const found = (of: (...all: number[]) => void, all: [number]): void => of.apply(undefined, all)',
  'ban-ts-comment': '// @ts-' + 'ignore\nexport const found = 1',
  'consistent-type-imports': 'import { Of } from "./no-var.ts"; export type Found = Of',
  'no-duplicate-enum-values': 'export enum Found { A = 1, B = 1 }',
  'no-empty-object-type': 'export type Found = {}',
  'no-explicit-any': 'export type Found = any',
  'no-extra-non-null-assertion': 'export const found = (of?: string): string => of!!',
  'no-misused-new': 'export interface Found { new (): Found }',
  'no-namespace': 'export namespace Found { export const of = 1 }',
  'no-non-null-asserted-optional-chain': 'export const found = (of?: { one: string }): string => of?.one!',
  'no-require-imports': 'import found = require("node:fs"); console.log(found)',
  'no-this-alias': 'export class Found { get(): void { const of = this; console.log(of) } }',
  'no-unnecessary-type-constraint': 'export const found = <T extends unknown>(of: T): T => of',
  'no-unsafe-declaration-merging': 'export interface Found { one: 1 }\nexport class Found {}',
  'no-unsafe-function-type': 'export type Found = Function',
  'no-wrapper-object-types': 'export type Found = String',
  'prefer-as-const': 'export const found = "a" as "a"',
  'prefer-namespace-keyword': 'export module Found { export const of = 1 }',
  'triple-slash-reference': '/// <reference path="./no-var.ts" />\nexport const found = 1',
  'await-thenable': 'export const found = await 1',
  'no-array-delete': 'export function found(of: number[]): void { delete of[0] }',
  'no-base-to-string': 'export const found = String({ of: 1 })',
  'no-duplicate-type-constituents': 'export type Found = "a" | "a"',
  'no-floating-promises': 'export function found(of: () => Promise<void>): void { of() }',
  'no-for-in-array': 'export function found(of: number[]): void { for (const each in of) console.log(each) }',
  'no-implied-eval': 'setTimeout("found()", 1)',
  'no-misused-promises': 'export function found(of: () => Promise<boolean>): number { if (of()) return 1; return 2 }',
  'no-redundant-type-constituents': 'export type Found = string | "a"',
  'no-unnecessary-type-assertion': 'export function found(of: string): string { return of as string }',
  'no-unsafe-argument': 'export function found(of: any, take: (one: string) => void): void { take(of) }',
  'no-unsafe-assignment': 'export function found(of: any): void { const one: string = of; console.log(one) }',
  'no-unsafe-call': 'export function found(of: any): void { of() }',
  'no-unsafe-enum-comparison': 'enum Of { A = 1 } export const found = (of: Of): boolean => of === 1',
  'no-unsafe-member-access': 'export function found(of: any): void { console.log(of.one) }',
  'no-unsafe-return': 'export function found(of: any): string { return of }',
  'no-unsafe-unary-minus': 'export const found = (of: string): number => -of',
  'only-throw-error': 'export function found(): void { throw "text" }',
  'prefer-promise-reject-errors': 'export const found = (): Promise<void> => Promise.reject("text")',
  'restrict-plus-operands': 'export const found = (of: { a: number }, one: string): string => of + one',
  'restrict-template-expressions': 'export const found = (of: object): string => `${of}`',
  'switch-exhaustiveness-check': 'export function found(of: "a" | "b"): void { switch (of) { case "a": console.log(1) } }',
  'unbound-method': 'class Of { one = 1; get(): number { return this.one } } export const found = new Of().get',
}

describe('what oxlint is asked', () => {
  it('is all that typescript-eslint recommends, so that a new rule of its is not overlooked', () => {
    const asked = configs.recommendedTypeChecked.flatMap(({ rules = {} }) => Object.entries(rules).filter(([, level]) => level !== 'off').map(([rule]) => rule))
    expect(asked.length).toBeGreaterThan(40)
    const bare = (rule: string) => rule.replace(/^(@typescript-eslint|typescript)\//u, '')
    expect(asked.map(bare).filter(rule => !everywhere.map(bare).includes(rule))).toEqual([])
  })

  it('bites: for each rule, a file that breaks it is named', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab501-lint-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, '.oxlintrc.json'), TEXT)
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2024', module: 'esnext', moduleDetection: 'force', strict: true }, include: ['**/*.ts'] }))
    for (const place of ['electron', 'renderer']) mkdirSync(join(folder, place))
    for (const [rule, text] of Object.entries(PLANTED)) writeFileSync(join(folder, rule === 'no-restricted-properties' ? 'renderer' : 'electron', `${rule}.ts`), `${text}\n`)
    const { output } = await runTool('oxlint/bin/oxlint', ['-c', join(folder, '.oxlintrc.json'), '--format', 'unix', folder], { timeoutMs: 60_000 })
    expect(on.filter(rule => !output.split('\n').some(line => line.includes(`/${rule}.ts:`) && line.includes(`(${rule})`))), output).toEqual([])
    expect(Object.keys(PLANTED).toSorted()).toEqual([...new Set(on)].toSorted())
  })
})
