import { LABS } from './curriculum.ts'
import { test } from './served.ts'
import { doPack, withFirst501 } from './whole-pack.ts'

// Each has an app of its own, so that both workers share the file.
test.describe.configure({ mode: 'parallel' })

const [first, ...others] = [...new Set(LABS.map(({ pack }) => pack.id))]

test.describe('the first pack as a learner does it, with the app closed in the middle', () => {
  test('through the composer', async ({ served }) => doPack(served, 'composer', first ?? '', withFirst501(served)))
  test('with curl', async ({ served }) => doPack(served, 'curl', first ?? '', withFirst501(served)))
})

for (const pack of others) {
  test(`the pack ${pack} through the composer, by the reference solutions of its labs`, async ({ served }) => {
    test.setTimeout(60_000 * LABS.filter(lab => lab.pack.id === pack).length)
    await doPack(served, 'composer', pack)
  })
}
