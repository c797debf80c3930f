import { test } from './served.ts'
import { doThreeLabs } from './three-labs.ts'

test.describe('all three labs as a learner does them, with the app closed in the middle', () => {
  test('through the composer', async ({ served }) => doThreeLabs(served, 'composer'))
  test('with curl', async ({ served }) => doThreeLabs(served, 'curl'))
})
