// A record store that is gone when the test is over.
import { onTestFinished } from 'vitest'
import { serveLrs } from './lrs.ts'

export { CREDENTIALS, type Lrs } from './lrs.ts'

/** {@link serveLrs} */
export async function openLrs(...given: Parameters<typeof serveLrs>): ReturnType<typeof serveLrs> {
  const lrs = await serveLrs(...given)
  onTestFinished(() => lrs.close())
  return lrs
}
