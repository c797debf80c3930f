// One end of a two-way lane of text frames. All that a transport must be.

/** Both ends look the same. */
export interface Port {
  post(frame: string): void
  onFrame(listener: (frame: string) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** @returns two joined ports in one process; frames arrive in a later microtask, as on any real transport. */
export function portPair(): [Port, Port] {
  const ends = [0, 1].map(() => ({ frame: [] as ((frame: string) => void)[], close: [] as (() => void)[] }))
  let open = true
  const closeBoth = () => {
    if (!open) return
    open = false
    for (const end of ends) for (const listener of end.close) listener()
  }
  const port = (mine: (typeof ends)[number], theirs: (typeof ends)[number]): Port => ({
    post: frame => queueMicrotask(() => { if (open) for (const listener of theirs.frame) listener(frame) }),
    onFrame: listener => void mine.frame.push(listener),
    onClose: listener => void mine.close.push(listener),
    close: closeBoth,
  })
  const [alice, bob] = ends as [(typeof ends)[number], (typeof ends)[number]]
  return [port(alice, bob), port(bob, alice)]
}
