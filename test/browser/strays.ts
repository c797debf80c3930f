// What is wrong with the texts of a view in any language: said beside the catalogue, cut off, out of their place, or broken within a word.
import type { Page } from 'playwright/test'

export type Stray = { readonly lacks: string } | { readonly isOne: readonly string[] }
export const NO_STRAYS = { texts: [], cut: [], out: [], broken: [], wide: false }

/** @returns texts of the interface that `stray` describes, those that are cut off, that stick out of their place, words that are broken, and whether the page is wider than its window. */
export const straysOf = (page: Page, stray: Stray) => page.evaluate(stray => {
  const texts: string[] = []
  const cut: string[] = []
  const out: string[] = []
  const broken: string[] = []
  const isOne = new Set('isOne' in stray ? stray.isOne : [])
  // A section is called the same in every language.
  const isOdd = (text: string) => ('lacks' in stray ? /[A-Za-z]{3}/.test(text) && !text.includes(stray.lacks) && !/^RFC \d+ §[\d.]+$/.test(text) : isOne.has(text))
  // What packs, learners and the wire say is theirs.
  const theirs = ':not(html)[lang], code, pre, kbd, .bytes, .who, option, .brief, [data-theirs]'
  const range = document.createRange()
  const rectOf = (node: Node, from: number, to: number) => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return [...range.getClientRects()].filter(({ width }) => width > 0)
  }

  /** Whether a text leaves the box that it stands in, or the one around that, where it would lie on its neighbour. */
  function sticksOut(node: Node, within: HTMLElement): boolean {
    const right = Math.max(...rectOf(node, 0, node.textContent?.length ?? 0).map(rect => rect.right))
    return [within, within.parentElement].some(box => {
      const { display, overflowX } = getComputedStyle(box ?? within)
      return box && overflowX === 'visible' && display !== 'inline' && display !== 'contents' && right > box.getBoundingClientRect().right + 1
    })
  }
  /** A word of letters on two lines: who set it had no room for it. */
  const brokenIn = (node: Node) => [...(node.textContent ?? '').matchAll(/[a-zäöüß]{2,}/giu)]
    .filter(({ 0: word, index }) => new Set(rectOf(node, index, index + word.length).map(({ top }) => Math.round(top))).size > 1).map(([word]) => word)

  for (const element of document.querySelectorAll<HTMLElement>('button, a, label, legend, th, td, dt, dd, summary, p, li, span, b, [role=tab], h1, h2, h3, .label, .quiet')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('.said-only')) continue
    const nodes = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
    const own = nodes.map(node => node.textContent ?? '').join('').trim()
    const { overflowX, writingMode } = getComputedStyle(element)
    if (own !== '' && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) cut.push(own)
    if (element.closest(theirs)) continue
    if (writingMode === 'horizontal-tb') {
      if (nodes.some(node => sticksOut(node, element))) out.push(own)
      broken.push(...nodes.flatMap(brokenIn))
    }
    if (isOdd(own) || isOdd(element.getAttribute('aria-label') ?? '') || isOne.has(element.title)) texts.push(`${own} ${element.getAttribute('aria-label') ?? ''} ${element.title}`.trim())
  }
  return { texts, cut, out, broken, wide: document.documentElement.scrollWidth > window.innerWidth }
}, stray)
