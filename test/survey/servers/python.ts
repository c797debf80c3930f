// Python's own server, and what Debian packages for Python.
import { PYTHON } from '../find.ts'
import type { Place, Server } from '../server.ts'

const HANDLER = 'an application that answers 200 to everything'
const at = (port: number) => `127.0.0.1:${port}`
/** Where Python finds the survey's applications; and it leaves nothing there. */
const env = ({ app }: Place) => ({ PYTHONPATH: app('.'), PYTHONDONTWRITEBYTECODE: '1' })

const handler = (id: string, name: string, debian: string, setting: string, command: string, args: (place: Place) => string[]): Server => ({
  id, name, kind: 'handler', setting, from: { debian }, runsOn: ['Python', 'python3.11-minimal'], program: place => ({ command, args: args(place), env: env(place) }),
})
const routes = (id: string, name: string, debian: string, setting: string): Server => ({
  id, name, kind: 'routes', setting, from: { debian }, runsOn: ['Python', 'python3.11-minimal'],
  program: place => ({ command: PYTHON, args: [place.app(`${id}_app.py`), String(place.port)], env: env(place) }),
})

export const PYTHON_SERVERS: readonly Server[] = [
  {
    id: 'python-http-server', name: 'Python http.server', kind: 'files', setting: 'python3 -m http.server', from: { system: 'python3' },
    program: ({ www, port }) => ({ command: PYTHON, args: ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', www, String(port)] }),
  },
  handler('gunicorn', 'Gunicorn', 'gunicorn', `${HANDLER}, in sync workers`, 'gunicorn', ({ port }) => ['--bind', at(port), 'wsgi:app']),
  handler('uvicorn-h11', 'Uvicorn (h11)', 'python3-uvicorn', `${HANDLER}, with --http h11`, 'uvicorn', ({ port }) => ['--host', '127.0.0.1', '--port', String(port), '--lifespan', 'off', '--http', 'h11', 'asgi:app']),
  handler('uvicorn-httptools', 'Uvicorn (httptools)', 'python3-uvicorn', `${HANDLER}, with --http httptools`, 'uvicorn', ({ port }) => ['--host', '127.0.0.1', '--port', String(port), '--lifespan', 'off', '--http', 'httptools', 'asgi:app']),
  handler('waitress', 'Waitress', 'python3-waitress', HANDLER, 'waitress-serve', ({ port }) => [`--listen=${at(port)}`, 'wsgi:app']),
  handler('uwsgi', 'uWSGI', 'uwsgi-core', `${HANDLER}, with http-socket`, 'uwsgi', ({ app, port }) => ['--http-socket', at(port), '--plugin', 'python3', '--master', '--die-on-term', '--wsgi-file', app('wsgi.py'), '--callable', 'app']),
  handler('cheroot', 'Cheroot', 'python3-cheroot', HANDLER, PYTHON, ({ app, port }) => [app('cheroot_app.py'), String(port)]),
  routes('flask', 'Flask on Werkzeug', 'python3-flask', 'a GET route; the development server, without debug'),
  routes('django', 'Django runserver', 'python3-django', 'a class-based view with get; DEBUG off'),
  routes('tornado', 'Tornado', 'python3-tornado', 'a RequestHandler with get'),
  routes('aiohttp', 'aiohttp', 'python3-aiohttp', 'a GET route'),
  routes('twisted', 'Twisted Web', 'python3-twisted', 'a Resource with render_GET'),
]
