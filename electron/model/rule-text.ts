// The texts of one rule of the inspector, in any language, and how their blanks are filled.

/** `seen` says what was found, with blanks written {name}; where it is absent the title says it all. `why` and `fix` are whole sentences. */
export interface RuleText { readonly title: string; readonly seen?: string; readonly why: string; readonly fix: string }

/** @returns the text with its blanks filled; one that nobody filled stays visible as `{name}`. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank))
}
