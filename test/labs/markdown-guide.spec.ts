// The guide to texts: every block that it shows reads, every kind is shown, and the translation in it is one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { BLOCKS, pictureOf, readBlock } from '../../electron/model/block.ts'
import { LabTexts } from '../../electron/model/lab-texts.ts'

const reader = new MarkdownIt()
const fences = (text: string) => reader.parse(text, {}).filter(({ type }) => type === 'fence')
const guide = fences(readFileSync(join(import.meta.dirname, '../../docs/authoring/markdown.md'), 'utf8'))
const shown = guide.filter(({ markup, info }) => markup.length === 4 && info === 'markdown').flatMap(({ content }) => fences(content))

it('shows every block, as it reads', () => {
  for (const { info, content } of shown) expect(readBlock(info, content), info).toHaveProperty('block')
  expect(new Set(shown.map(({ info }) => info.split(' ', 1).join('')))).toEqual(new Set(BLOCKS))
})

it('shows a picture and a translation that are right', () => {
  expect(guide.filter(({ content }) => pictureOf(content) !== undefined)).toHaveLength(1)
  const translation = guide.find(({ content }) => content.startsWith('title:'))
  expect(LabTexts.safeParse(parse(translation?.content ?? '')).success).toBe(true)
})
