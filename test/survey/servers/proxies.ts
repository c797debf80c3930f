// Reverse proxies and caches from Debian, in front of a backend that answers 200 to everything.
import type { Server } from '../server.ts'
import { haproxyConf, squidConf } from './confs.ts'
import { apache, caddy, h2o, lighttpd, nginx } from './web-servers.ts'

const proxy = (id: string, name: string, debian: string, setting: string, program: Server['program']): Server => ({ id, name, kind: 'proxy', setting, from: { debian }, program })

export const PROXIES: readonly Server[] = [
  proxy('nginx-proxy', 'nginx (proxy)', 'nginx', 'proxy_pass', place => nginx(place, `location / { proxy_pass http://127.0.0.1:${place.backend}; }`)),
  proxy('apache-proxy', 'Apache httpd (proxy)', 'apache2-bin', 'ProxyPass', place => apache(place, ['proxy', 'proxy_http'], `ProxyPass / http://127.0.0.1:${place.backend}/`)),
  proxy('lighttpd-proxy', 'lighttpd (proxy)', 'lighttpd', 'mod_proxy', place => (
    lighttpd(place, 'server.modules = ("mod_proxy")', `proxy.server = ("" => (("host" => "127.0.0.1", "port" => ${place.backend})))`)
  )),
  proxy('caddy-proxy', 'Caddy (proxy)', 'caddy', 'reverse_proxy', place => caddy(place, `reverse_proxy 127.0.0.1:${place.backend}`)),
  proxy('h2o-proxy', 'H2O (proxy)', 'h2o', 'proxy.reverse.url', place => h2o(place, `proxy.reverse.url: http://127.0.0.1:${place.backend}/`)),
  proxy('haproxy', 'HAProxy', 'haproxy', 'mode http', ({ folder, port, backend }) => (
    { command: 'haproxy', args: ['-db', '-f', `${folder}/haproxy.cfg`], files: { 'haproxy.cfg': haproxyConf(port, backend) } }
  )),
  proxy('varnish', 'Varnish', 'varnish', 'the built-in VCL', ({ folder, port, backend }) => (
    { command: 'varnishd', args: ['-F', '-j', 'none', '-i', 'localhost', '-n', `${folder}/varnish`, '-s', 'malloc,16m', '-a', `127.0.0.1:${port}`, '-b', `127.0.0.1:${backend}`] }
  )),
  proxy('squid', 'Squid (reverse proxy)', 'squid', 'an accelerator, storing nothing', ({ folder, port, backend }) => (
    { command: 'squid', args: ['-N', '-f', `${folder}/squid.conf`], files: { 'squid.conf': squidConf(folder, port, backend) } }
  )),
  proxy('nghttpx', 'nghttpx', 'nghttp2-proxy', 'a backend in clear text', ({ port, backend }) => (
    { command: 'nghttpx', args: ['--conf=/dev/null', '--workers=1', `--frontend=127.0.0.1,${port};no-tls`, `--backend=127.0.0.1,${backend}`] }
  )),
  proxy('tinyproxy', 'Tinyproxy (reverse)', 'tinyproxy-bin', 'ReverseOnly', ({ folder, port, backend }) => ({
    command: 'tinyproxy', args: ['-d', '-c', `${folder}/tinyproxy.conf`],
    files: { 'tinyproxy.conf': `Port ${port}\nListen 127.0.0.1\nTimeout 30\nViaProxyName "localhost"\nReverseOnly Yes\nReversePath "/" "http://127.0.0.1:${backend}/"\n` },
  })),
]
