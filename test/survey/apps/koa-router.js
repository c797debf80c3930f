// koa-router.js PORT: Koa with its router, which knows 405 and 501.
import Router from '@koa/router'
import Koa from 'koa'

const router = new Router()
router.get('/hello.txt', async context => { context.body = 'Hello, survey.\n' })
router.all('/throw', async () => { throw new Error('thrown for the survey') })
new Koa().use(router.routes()).use(router.allowedMethods()).listen(Number(process.argv[2]), '127.0.0.1')
