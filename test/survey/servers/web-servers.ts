// Servers of files, from Debian.
import type { Server } from '../server.ts'

export const WEB_SERVERS: readonly Server[] = [
  {
    id: 'nginx', name: 'nginx', kind: 'files', setting: 'a root and a port', from: { debian: 'nginx' },
    program: ({ folder, www, port }) => ({
      command: 'nginx', args: ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'],
      files: { 'nginx.conf': `daemon off; pid nginx.pid; user root; events {} http { access_log off; ${nginxFolders(folder)} types { text/plain txt; } server { listen 127.0.0.1:${port}; root ${www}; } }` },
    }),
  },
]

/** Where nginx would otherwise write outside of the place. */
function nginxFolders(folder: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join(' ')
}
