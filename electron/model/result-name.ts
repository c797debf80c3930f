// Which files are results, by their names.

/** macOS lays a companion beside each file on a stick of another system (`._Ada.lab501-result`); nothing of the result is in it. */
const RESULT = /^(?!\._).*\.lab501-result$/is

/** @param name without the folders that it lies in @returns whether a file of this name is looked at as a result */
export function isResultName(name: string): boolean {
  return RESULT.test(name)
}
