// A learner's app as a process that can be killed: works at labs, and sends what comes of it. `FOLDER CODE ATTEMPTS`; says "begun", "worked" after each attempt and, once all is sent, "sent".
import { Outbox } from '../../../electron/core/collector/outbox.ts'
import { Sender } from '../../../electron/core/collector/sender.ts'
import { installationKey } from '../../../electron/core/results/installation-key.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { handIn, work } from '../results/workshop.ts'

const [folder = '', code = '', attempts = '0'] = process.argv.slice(2)
const store = openStore(folder)
const key = installationKey(folder)
let isDone = false
const tell = (): void => {
  const { joined } = sender.view()
  if (isDone && joined?.state === 'idle' && joined.waiting === 0) process.stdout.write('sent\n')
}
const sender = new Sender({
  outbox: new Outbox(folder), store, key: () => key.privateKey, log: line => console.error(line), times: { pauseMs: 5, firstMs: 20 },
  make: async ({ name, attempts: of, carriesCaptures }) => handIn(store, of, { name, key, carriesCaptures }),
  // It tells of itself while it is made, too.
  onChanged: () => void setImmediate(tell),
})
if (!sender.view().joined) await sender.join({ code, name: `learner ${process.pid}`, carriesCaptures: true })
process.stdout.write('begun\n')
for (let nth = 0; nth < Number(attempts); nth += 1) {
  sender.worked(await work(store, { send: ['PUT', 'BREW'], hints: nth % 3 }))
  process.stdout.write('worked\n')
}
isDone = true
sender.now()
