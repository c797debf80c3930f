// F6 goes from region to region, as in other programs with more than one.

/** Moves the focus into the filter of the exchanges. */
export function focusFilter(): void {
  document.querySelector<HTMLElement>('input[data-filter]')?.focus()
}

/** Moves the focus to the next (or the previous) region of the page. */
export function focusNextRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(region => region.checkVisibility())
  const at = regions.findLastIndex(region => region.contains(document.activeElement))
  const next = at < 0 && by < 0 ? regions.at(-1) : regions[(at + by + regions.length) % regions.length]
  // Arrow keys scroll what has the focus, so it goes to the part that scrolls where there is one.
  const place = next?.querySelector<HTMLElement>('[data-scroller]') ?? next
  place?.focus()
}
