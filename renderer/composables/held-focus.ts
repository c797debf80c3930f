// Where the focus goes when something that was waited for is there: nowhere, if the person went on meanwhile.

/** @returns whether the focus is where it is now, or nowhere since that is gone */
export function holdFocus(): () => boolean {
  const { activeElement: held } = document
  return () => document.activeElement === held || document.activeElement === document.body
}
