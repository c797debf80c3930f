// Node's own server and the frameworks from npm, all on the Node that runs the survey.
import type { Server } from '../server.ts'

const ROUTE = 'GET /hello.txt is its one route, besides /throw'

const framework = (id: string, name: string, npm: string, setting: string): Server => ({
  id, name, kind: 'routes', setting, from: { npm },
  // What a stack trace shows in development says more of the machine than of the server.
  program: ({ app: at, port }) => ({ command: process.execPath, args: [at(`${id}.js`), String(port)], env: { NODE_ENV: 'production' } }),
})

export const NODE_SERVERS: readonly Server[] = [
  {
    id: 'node-http', name: 'Node http', kind: 'handler', setting: 'one listener, which answers 200 to everything and throws at /throw; nothing catches that, so the process ends', from: { system: 'node' },
    program: ({ app, port }) => ({ command: process.execPath, args: [app('node-http.js'), String(port)] }),
  },
  framework('express', 'Express', 'express', ROUTE),
  { ...framework('express-static', 'Express static', 'express', 'express.static alone'), kind: 'files' },
  framework('fastify', 'Fastify', 'fastify', ROUTE),
  framework('koa', 'Koa', 'koa', 'one middleware for GET and HEAD of /hello.txt and for /throw, no router'),
  framework('koa-router', '@koa/router', '@koa/router', `${ROUTE}; with allowedMethods()`),
  framework('hono', 'Hono', 'hono', `${ROUTE}; on @hono/node-server`),
  framework('hapi', 'hapi', '@hapi/hapi', ROUTE),
]
