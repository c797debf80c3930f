// Files that the page is built with because of their place; each is fetched when its function is called.
interface ImportMeta {
  /** True in `npm run dev` alone; what depends on it is in no build. */
  readonly env: { readonly DEV: boolean }
  glob<Content>(pattern: string, options: { readonly query?: '?raw'; readonly import: 'default' }): Readonly<Record<string, () => Promise<Content>>>
}
