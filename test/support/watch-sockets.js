// Loaded with --import into a process whose connections a test wants to know: each goes, as one line, to the file that LAB501_SOCKETS names.
import { appendFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'

const require = createRequire(import.meta.url)
const [net, dgram, dns] = ['node:net', 'node:dgram', 'node:dns'].map(name => require(name))
const file = process.env.LAB501_SOCKETS
const note = what => appendFileSync(file, `${process.pid} ${what}\n`)

/** Puts `before` in front of a function of Node's, which then does what it always does. */
function watch(owner, name, before) {
  const real = owner[name]
  owner[name] = function (...args) {
    before(...args)
    return real.apply(this, args)
  }
}

watch(net.Socket.prototype, 'connect', (...args) => {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  const { path, host, port } = typeof first === 'object' ? first : typeof first === 'string' ? { path: first } : { port: first, host: second }
  note(path === undefined ? `tcp ${typeof host === 'string' ? host : 'localhost'} ${port}` : `path ${path}`)
})
watch(dgram, 'createSocket', () => note('udp'))
for (const owner of [dns, dns.promises]) {
  for (const name of Object.keys(owner).filter(key => /^(lookup|resolve|reverse)/.test(key))) watch(owner, name, host => note(`name ${host}`))
}
syncBuiltinESMExports()
