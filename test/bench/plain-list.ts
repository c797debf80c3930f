// What the page's list is held against: the same rows as plain text, of which those in sight exist, without colours, notes, names or a viewer. Nobody could do with less.

/** Runs in an empty page. */
export function showPlainList(rows: number): void {
  const PX = 28
  const methods = ['GET', 'HEAD', 'BREW', 'PATCH', 'GET', 'POST', 'DELETE', 'FROBNICATE', 'GET', 'get']
  const all = Array.from({ length: rows }, (_, nth) => `501 ${methods[nth % methods.length]} ${nth % 3 === 0 ? '/widgets' : `/widgets/${nth}`}?number-${nth}`)
  let [shown, chosen] = [all, 0]
  const [filter, list, whole, bytes] = [document.createElement('input'), document.createElement('div'), document.createElement('div'), document.createElement('pre')]
  filter.setAttribute('aria-label', 'Filter')
  list.setAttribute('role', 'listbox')
  list.tabIndex = 0
  Object.assign(list.style, { height: '300px', overflow: 'auto' })
  whole.style.position = 'relative'
  list.append(whole)
  document.body.replaceChildren(filter, list, bytes)
  const draw = () => {
    whole.style.height = `${shown.length * PX}px`
    const first = Math.max(0, Math.floor(list.scrollTop / PX) - 12)
    whole.replaceChildren(...shown.slice(first, first + Math.ceil(list.clientHeight / PX) + 24).map((text, nth) => {
      const row = document.createElement('div')
      row.setAttribute('role', 'option')
      row.setAttribute('aria-selected', String(first + nth === chosen))
      Object.assign(row.style, { position: 'absolute', top: `${(first + nth) * PX}px`, height: `${PX}px` })
      row.textContent = text
      return row
    }))
    bytes.textContent = shown[chosen] ?? ''
  }
  list.addEventListener('scroll', draw)
  list.addEventListener('keydown', event => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    chosen = Math.min(Math.max(to, 0), shown.length - 1)
    if (chosen * PX < list.scrollTop || (chosen + 1) * PX > list.scrollTop + list.clientHeight) list.scrollTop = chosen * PX
    draw()
  })
  filter.addEventListener('input', () => {
    shown = all.filter(text => text.toLowerCase().includes(filter.value.toLowerCase()))
    chosen = 0
    draw()
  })
  draw()
}
