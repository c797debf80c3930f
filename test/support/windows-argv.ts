// What a Windows program gets from a line, as far as the lines for curl go: cmd and PowerShell first, then the program's own reading.

/** Outside quotes a caret keeps the next sign from meaning anything. @returns the command line after cmd has read it. */
export function afterCmd(line: string): string {
  let out = ''
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? ''
    if (sign === '^' && !quoted) out += line[(at += 1)] ?? ''
    else {
      if (sign === '"') quoted = !quoted
      if (!quoted && /[&|<>]/.test(sign)) throw new Error(`cmd would act on ${sign} in ${line}`)
      if (sign === '%') throw new Error(`cmd would replace a variable in ${line}`)
      out += sign
    }
  }
  return out
}

/** Words bare or in single quotes, joined the way every PowerShell joins them in its legacy mode. */
export function afterPowershell(line: string): string {
  const bare = /^& \{ \$PSNativeCommandArgumentPassing = 'Legacy'; (.*) \}$/s.exec(line)?.[1] ?? line
  const words = [...bare.matchAll(/'((?:[^']|'')*)'|[^\s']+/g)].map(([word, inner]) => (inner === undefined ? word : inner.replaceAll("''", "'")))
  return words.map(word => (/\s/.test(word) ? `"${word}"` : word)).join(' ')
}

/** The C runtime's rules for quotes and backslashes. @returns the arguments without the program's name. */
export function argvOf(commandLine: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  for (let at = 0; at < commandLine.length; at += 1) {
    const slashes = /^\\+(?=(")?)/.exec(commandLine.slice(at))
    if (slashes) {
      const count = slashes[0].length
      word = (word ?? '') + '\\'.repeat(slashes[1] ? Math.floor(count / 2) : count)
      at += count - 1
      if (slashes[1] && count % 2 === 1) {
        word += '"'
        at += 1
      }
    } else if (commandLine[at] === '"') {
      quoted = !quoted
      word ??= ''
    } else if (!quoted && /\s/.test(commandLine[at] ?? '')) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + (commandLine[at] ?? '')
  }
  return (word === undefined ? words : [...words, word]).slice(1)
}
