// hapi.js PORT
import Hapi from '@hapi/hapi'

const server = Hapi.server({ port: Number(process.argv[2]), host: '127.0.0.1' })
server.route({ method: 'GET', path: '/hello.txt', handler: (_request, h) => h.response('Hello, survey.\n').type('text/plain') })
server.route({ method: '*', path: '/throw', handler: () => { throw new Error('thrown for the survey') } })
await server.start()
