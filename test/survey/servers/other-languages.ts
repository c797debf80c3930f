// Servers and frameworks of Go, Java, Ruby and Perl, from Debian.
import { readFileSync } from 'node:fs'
import type { Place, Program, Server } from '../server.ts'

const HANDLER = 'an application that answers 200 to everything'
const ROUTE = 'GET /hello.txt is its one route, besides /throw'
const JARS = '/usr/share/java'
const at = (port: number) => `127.0.0.1:${port}`

const go = (id: string, name: string, kind: Server['kind'], setting: string): Server => ({
  id, name, kind, setting, from: { debian: 'golang-1.19-go' },
  program: ({ folder, www, app, port }) => (
    { build: ['go', 'build', '-o', `${folder}/server`, app('server.go')], command: `${folder}/server`, args: [id, at(port), www] }
  ),
})

type Lang = 'Ruby' | 'Perl' | 'OpenJDK'
const RUNTIMES: Readonly<Record<Lang, string>> = { Ruby: 'ruby3.1', Perl: 'perl-base', OpenJDK: 'openjdk-17-jre-headless' }
const on = (lang: Lang, kind: Server['kind']) => (id: string, name: string, debian: string, setting: string, program: (place: Place) => Program): Server => (
  { id, name, kind, setting, from: { debian }, runsOn: [lang, RUNTIMES[lang]], program }
)
const java = (app: string, jars: readonly string[], args: (place: Place) => string[], edit = (text: string) => text) => (place: Place): Program => ({
  // Compiled in the place, so that one source can serve for two editions of the Servlet API.
  files: { [app]: edit(readFileSync(place.app(app), 'utf8')) },
  command: 'java', args: ['-XX:TieredStopAtLevel=1', '-Xmx128m', ...(jars.length > 0 ? ['-cp', jars.map(jar => `${JARS}/${jar}.jar`).join(':')] : []), app, ...args(place)],
})

const JETTY = ['servlet-api', ...['http', 'io', 'security', 'server', 'servlet', 'util', 'util-ajax'].map(part => `jetty9-${part}`)]
/** Debian has an embeddable Tomcat 10 in one piece, and Tomcat 9 in its parts only. */
const TOMCAT = {
  9: ['servlet-api', ...['catalina', 'coyote', 'util', 'util-scan', 'juli', 'api', 'jni', 'jaspic-api', 'annotations-api'].map(part => `tomcat9-${part}`)],
  10: ['tomcat10-embed-core', 'tomcat10-annotations-api'],
}
const tomcat = (id: string, name: string, major: 9 | 10, kind: 'files' | 'routes') => on('OpenJDK', kind)(
  id, name, major === 9 ? 'libtomcat9-java' : 'libtomcat10-embed-java', kind === 'files' ? 'embedded, with its DefaultServlet' : 'embedded, with an HttpServlet that has doGet',
  java('TomcatApp.java', TOMCAT[major], ({ www, port }) => [String(port), kind, www],
    text => (major === 9 ? text.replaceAll('jakarta.servlet', 'javax.servlet') : text)),
)

export const OTHER_SERVERS: readonly Server[] = [
  go('go-handler', 'Go net/http', 'handler', 'a handler that answers 200 to everything'),
  go('go-files', 'Go http.FileServer', 'files', 'http.FileServer of a directory'),
  tomcat('tomcat9-files', 'Tomcat 9 (files)', 9, 'files'),
  tomcat('tomcat9-servlet', 'Tomcat 9 (servlet)', 9, 'routes'),
  tomcat('tomcat10-files', 'Tomcat 10 (files)', 10, 'files'),
  tomcat('tomcat10-servlet', 'Tomcat 10 (servlet)', 10, 'routes'),
  on('OpenJDK', 'routes')('jetty9-servlet', 'Jetty 9 (servlet)', 'libjetty9-java', 'embedded, with an HttpServlet that has doGet', java('JettyApp.java', JETTY, ({ port }) => [String(port)])),
  { ...on('OpenJDK', 'handler')('jdk-httpserver', 'JDK HttpServer', 'openjdk-17-jdk-headless', 'com.sun.net.httpserver with a handler that answers 200 to everything', java('HandlerApp.java', [], ({ port }) => [String(port)])) },
  on('Ruby', 'files')('webrick-files', 'WEBrick (files)', 'ruby-webrick', 'a document root', ({ app, www, port }) => ({ command: 'ruby', args: [app('webrick.rb'), String(port), www] })),
  on('Ruby', 'routes')('webrick-servlet', 'WEBrick (servlet)', 'ruby-webrick', 'a servlet with do_GET', ({ app, port }) => ({ command: 'ruby', args: [app('webrick.rb'), String(port)] })),
  on('Ruby', 'handler')('puma', 'Puma', 'puma', HANDLER, ({ app, port }) => ({ command: 'puma', args: ['--environment', 'production', '--bind', `tcp://${at(port)}`, app('config.ru')] })),
  on('Ruby', 'handler')('thin', 'Thin', 'thin', HANDLER, ({ app, port }) => ({ command: 'thin', args: ['--address', '127.0.0.1', '--port', String(port), '--environment', 'production', '--rackup', app('config.ru'), 'start'] })),
  on('Ruby', 'handler')('unicorn', 'Unicorn', 'unicorn', HANDLER, ({ app, port }) => ({ command: 'unicorn', args: ['--listen', at(port), '--env', 'production', '--no-default-middleware', app('config.ru')] })),
  on('Ruby', 'routes')('sinatra', 'Sinatra on Puma', 'ruby-sinatra', `${ROUTE}; on Puma`, ({ app, port }) => ({ command: 'puma', args: ['--environment', 'production', '--bind', `tcp://${at(port)}`, app('sinatra.ru')] })),
  on('Perl', 'handler')('starman', 'Starman', 'starman', HANDLER, ({ app, port }) => ({ command: 'starman', args: ['--listen', at(port), '--workers', '2', '--env', 'production', app('handler.psgi')] })),
  on('Perl', 'handler')('http-daemon', 'HTTP::Daemon', 'libhttp-daemon-perl', 'a loop that answers 200 to everything', ({ app, port }) => ({ command: 'perl', args: [app('http-daemon.pl'), String(port)] })),
  on('Perl', 'routes')('mojolicious', 'Mojolicious', 'libmojolicious-perl', `${ROUTE}; with its own daemon`, ({ app, port }) => ({ command: 'perl', args: [app('mojolicious.pl'), 'daemon', '--mode', 'production', '--listen', `http://${at(port)}`] })),
]
