// hono.js PORT
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
app.get('/hello.txt', context => context.text('Hello, survey.\n'))
app.all('/throw', () => { throw new Error('thrown for the survey') })
serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' })
