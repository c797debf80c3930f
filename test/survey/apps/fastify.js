// fastify.js PORT
import { fastify } from 'fastify'

const app = fastify()
app.get('/hello.txt', async (_request, reply) => reply.type('text/plain').send('Hello, survey.\n'))
app.all('/throw', async () => { throw new Error('thrown for the survey') })
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })
