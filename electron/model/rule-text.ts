// The texts of one rule of the inspector, in any language.

/** `seen` says what was found, with blanks written {name}; where it is absent the title says it all. `why` and `fix` are whole sentences. */
export interface RuleText { readonly title: string; readonly seen?: string; readonly why: string; readonly fix: string }
