// The smallest configurations with which these servers run in the foreground, on loopback, inside of one folder.

export function nginxConf(folder: string, port: number, inside: string): string {
  const written = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join(' ')
  return `daemon off; pid nginx.pid; user root; events {} http { access_log off; ${written} types { text/plain txt; } server { listen 127.0.0.1:${port}; ${inside} } }\n`
}

export function apacheConf(folder: string, port: number, modules: readonly string[], lines: readonly string[]): string {
  const load = ['mpm_event', 'authz_core', 'mime', ...modules].map(name => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  return [
    `ServerRoot ${folder}`, `DefaultRuntimeDir ${folder}`, `PidFile ${folder}/pid`, `ErrorLog ${folder}/error.log`, ...load,
    'TypesConfig /dev/null', 'AddType text/plain .txt', 'User www-data', 'Group www-data', 'ServerName localhost', `Listen 127.0.0.1:${port}`, ...lines, '',
  ].join('\n')
}

export function lighttpdConf(www: string, port: number, lines: readonly string[]): string {
  return [
    `server.document-root = "${www}"`, 'server.bind = "127.0.0.1"', `server.port = ${port}`, 'mimetype.assign = (".txt" => "text/plain")', ...lines, '',
  ].join('\n')
}

export function caddyfile(port: number, lines: readonly string[]): string {
  return ['{', 'admin off', 'auto_https off', '}', `http://:${port} {`, 'bind 127.0.0.1', ...lines, '}', ''].join('\n')
}

export function h2oConf(folder: string, port: number, handler: string): string {
  return [
    'user: root', `temp-buffer-path: ${folder}`, 'listen:', '  host: 127.0.0.1', `  port: ${port}`, 'hosts:', '  default:', '    paths:', '      /:', `        ${handler}`, '',
  ].join('\n')
}

export function haproxyConf(port: number, backend: number): string {
  return [
    'defaults', '  mode http', '  timeout connect 2s', '  timeout client 30s', '  timeout server 30s',
    'frontend front', `  bind 127.0.0.1:${port}`, '  default_backend back', 'backend back', `  server one 127.0.0.1:${backend}`, '',
  ].join('\n')
}

export function squidConf(folder: string, port: number, backend: number): string {
  return [
    `http_port 127.0.0.1:${port} accel defaultsite=localhost`, `cache_peer 127.0.0.1 parent ${backend} 0 no-query no-digest originserver`,
    'http_access allow all', 'cache deny all', 'pid_filename none', 'visible_hostname localhost', 'pinger_enable off', 'shutdown_lifetime 0 seconds',
    'access_log none', `cache_log ${folder}/cache.log`, `coredump_dir ${folder}`, '',
  ].join('\n')
}
