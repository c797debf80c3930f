// A status class has a shape besides its hue, the same in a list, a ladder, a chart and an exported picture: a path in a square of 12.

/** @returns 1 to 5, or 0 where no status came. */
export const classOf = (status: number | undefined): number => (status === undefined ? 0 : Math.floor(status / 100))

/** By class; what is hollow is drawn by its line. */
export const STATUS_SHAPES: readonly { readonly d: string; readonly hollow?: true }[] = [
  { d: 'M2.5 2.5l7 7m0-7l-7 7', hollow: true },
  { d: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0', hollow: true },
  { d: 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0' },
  { d: 'M2 2 10.5 6 2 10z' },
  { d: 'M6 .8 11.2 6 6 11.2.8 6z' },
  { d: 'M1.5 1.5h9v9h-9z' },
]

/** @returns the shape of a status; one of no known class looks like none. */
export const shapeOf = (status: number | undefined) => STATUS_SHAPES[classOf(status)] ?? { d: 'M2.5 2.5l7 7m0-7l-7 7', hollow: true }
