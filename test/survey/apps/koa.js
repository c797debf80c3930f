// koa.js PORT: Koa without a router.
import Koa from 'koa'

new Koa().use(async context => {
  if (context.path === '/throw') throw new Error('thrown for the survey')
  if (context.path === '/hello.txt' && ['GET', 'HEAD'].includes(context.method)) context.body = 'Hello, survey.\n'
}).listen(Number(process.argv[2]), '127.0.0.1')
