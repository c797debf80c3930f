// What a drawing is made of, whoever shows it: the page fills in the colours of the theme by CSS, a file those that are seen.

/** The name of a colour token without its dashes. */
export type Ink = string
export type Shape =
  | { readonly kind: 'path'; readonly d: string; readonly stroke?: Ink; readonly fill?: Ink; readonly width?: number; readonly dash?: string; readonly opacity?: number; readonly at?: readonly [number, number] }
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly ink: Ink; readonly face: 'bytes' | 'ui'; readonly size: number; readonly weight?: 600; readonly anchor?: 'middle' | 'end' }
