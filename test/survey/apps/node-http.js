// node-http.js PORT: Node's own server with one listener.
import { createServer } from 'node:http'

createServer((request, response) => {
  if (request.url === '/throw') throw new Error('thrown for the survey')
  response.setHeader('Content-Type', 'text/plain').end(`handler: ${request.method}\n`)
}).listen(Number(process.argv[2]), '127.0.0.1')
