import { describe, expect, it } from 'vitest'
import { CASES } from './cases.ts'
import { expected, playCase } from './play-case.ts'

describe.each(['MUST', 'SHOULD', 'MAY'] as const)('RFC 9111, %s', level => {
  it.concurrent.each(CASES.filter(each => each.level === level).map(each => [`${each.section}: ${each.says}`, each] as const))('%s', async (_, each) => {
    expect(await playCase(each)).toEqual(expected(each))
  })
})
