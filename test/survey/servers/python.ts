// Python's own server, and what Debian packages for Python.
import { PYTHON } from '../find.ts'
import type { Server } from '../server.ts'

export const PYTHON_SERVERS: readonly Server[] = [
  {
    id: 'python-http-server', name: 'Python http.server', kind: 'files', setting: 'python3 -m http.server', from: { system: 'python3' },
    program: ({ www, port }) => ({ command: PYTHON, args: ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', www, String(port)] }),
  },
]
