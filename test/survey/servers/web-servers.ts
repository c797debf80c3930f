// Servers of files, from Debian.
import type { Place, Program, Server } from '../server.ts'
import { apacheConf, caddyfile, h2oConf, lighttpdConf, nginxConf } from './confs.ts'

const files = (id: string, name: string, debian: string, setting: string, program: Server['program']): Server => ({ id, name, kind: 'files', setting, from: { debian }, program })

export const nginx = ({ folder, port }: Place, inside: string): Program => (
  { command: 'nginx', args: ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], files: { 'nginx.conf': nginxConf(folder, port, inside) } }
)
export const apache = ({ folder, port }: Place, modules: readonly string[], ...lines: string[]): Program => (
  { command: 'apache2', args: ['-D', 'FOREGROUND', '-f', `${folder}/apache.conf`], files: { 'apache.conf': apacheConf(folder, port, modules, lines) } }
)
export const lighttpd = ({ folder, www, port }: Place, ...lines: string[]): Program => (
  { command: 'lighttpd', args: ['-D', '-f', `${folder}/lighttpd.conf`], files: { 'lighttpd.conf': lighttpdConf(www, port, lines) } }
)
export const caddy = ({ folder, port }: Place, ...lines: string[]): Program => ({
  command: 'caddy', args: ['run', '--config', `${folder}/Caddyfile`, '--adapter', 'caddyfile'],
  env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }, files: { Caddyfile: caddyfile(port, lines) },
})
export const h2o = ({ folder, port }: Place, handler: string): Program => (
  { command: 'h2o', args: ['-m', 'worker', '-c', `${folder}/h2o.yaml`], files: { 'h2o.yaml': h2oConf(folder, port, handler) } }
)

const documents = (www: string) => [`DocumentRoot ${www}`, `<Directory ${www}>`, 'Require all granted', '</Directory>']
const php = (setting: string, id: string, kind: Server['kind'], args: (place: Place) => string[]): Server => ({
  id, name: id === 'php-files' ? 'PHP built-in (files)' : 'PHP built-in (script)', kind, setting, from: { debian: 'php8.2-cli' },
  program: place => ({ command: 'php8.2', args: ['-S', `127.0.0.1:${place.port}`, ...args(place)] }),
})

export const WEB_SERVERS: readonly Server[] = [
  files('nginx', 'nginx', 'nginx', 'a root and a port', place => nginx(place, `root ${place.www};`)),
  files('apache', 'Apache httpd', 'apache2-bin', 'a document root; all else as Apache itself has it (TraceEnable on)', place => apache(place, [], ...documents(place.www))),
  files('apache-debian', 'Apache httpd (Debian)', 'apache2-bin', 'a document root, and what Debian sets: TraceEnable Off, ServerTokens OS, ServerSignature On', place => (
    apache(place, [], ...documents(place.www), 'TraceEnable Off', 'ServerTokens OS', 'ServerSignature On')
  )),
  files('apache-dav', 'Apache httpd with mod_dav', 'apache2-bin', 'a document root with Dav On, which the server may not write to', place => (
    apache(place, ['dav', 'dav_fs'], `DavLockDB ${place.folder}/locks`, ...documents(place.www), `<Location />`, 'Dav On', '</Location>')
  )),
  files('lighttpd', 'lighttpd', 'lighttpd', 'a document root', place => lighttpd(place)),
  files('caddy', 'Caddy', 'caddy', 'file_server', place => caddy(place, `root * ${place.www}`, 'file_server')),
  files('h2o', 'H2O', 'h2o', 'file.dir', place => h2o(place, `file.dir: ${place.www}`)),
  files('busybox', 'BusyBox httpd', 'busybox', 'busybox httpd', ({ www, port }) => ({ command: 'busybox', args: ['httpd', '-f', '-p', `127.0.0.1:${port}`, '-h', www] })),
  files('mini-httpd', 'mini_httpd', 'mini-httpd', 'a directory', ({ folder, www, port }) => (
    { command: 'mini_httpd', args: ['-D', '-h', '127.0.0.1', '-p', String(port), '-d', www, '-i', `${folder}/pid`, '-l', `${folder}/log`] }
  )),
  files('webfs', 'webfs', 'webfs', 'a document root', ({ www, port }) => ({ command: 'webfsd', args: ['-F', '-i', '127.0.0.1', '-n', 'localhost', '-p', String(port), '-r', www] })),
  php('php -S with a document root', 'php-files', 'files', ({ www }) => ['-t', www]),
  php('php -S with a script that answers 200 to everything', 'php-script', 'handler', ({ app }) => [app('handler.php')]),
]
