// F6 goes from region to region, as in other programs with more than one.

/** Moves the focus to the next (or the previous) region of the page. */
export function focusNextRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(region => region.checkVisibility())
  const at = regions.findLastIndex(region => region.contains(document.activeElement))
  const next = at < 0 && by < 0 ? regions.at(-1) : regions[(at + by + regions.length) % regions.length]
  next?.focus()
}
