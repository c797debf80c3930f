// Requests that the survey does not have: what a persona answers to them it can only know from their kind.
const HOST = 'Host: localhost'
const FILE = '/hello.txt'
const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
const plain = (method: string, target = FILE, ...fields: string[]) => head(`${method} ${target} HTTP/1.1`, HOST, ...fields)
const withContent = (method: string, target = FILE, ...fields: string[]) => `${plain(method, target, ...fields, 'Content-Length: 2')}hi`

export const UNLISTED: Readonly<Record<string, string>> = {
  'another missing path': plain('GET', '/nothing/here'),
  'a query': plain('GET', `${FILE}?x=1`),
  'HEAD of what is missing': plain('HEAD', '/nothing'),
  'POST to what is missing': withContent('POST', '/nothing'),
  'PUT to what is missing': withContent('PUT', '/nothing'),
  'OPTIONS of what is missing': plain('OPTIONS', '/nothing'),
  'another unknown method': plain('ZAPP'),
  'another unknown method, with content': withContent('ZAPP'),
  'another unknown method on what is missing': plain('ZAPP', '/nothing'),
  'another method with a hyphen': plain('FOO-BAR'),
  'a method with an underscore': plain('FOO_BAR'),
  'a method with a digit': plain('FOO1'),
  'another method in small letters': plain('delete'),
  'another method with one capital': withContent('Post'),
  'an unknown method in small letters': plain('frob'),
  'LOCK': plain('LOCK'),
  'COPY': plain('COPY'),
  'REPORT': plain('REPORT'),
  'VERSION-CONTROL': plain('VERSION-CONTROL'),
  'another illegal character': plain('X@Y'),
  'an illegal character, with content': withContent('PO{ST'),
  'a method of 200 letters': plain('Q'.repeat(200)),
  'version 3.0': head(`GET ${FILE} HTTP/3.0`, HOST),
  'version 1.9': head(`GET ${FILE} HTTP/1.9`, HOST),
  'DELETE in HTTP/1.0': head(`DELETE ${FILE} HTTP/1.0`, HOST),
  'what is missing in HTTP/1.0': head('GET /nothing HTTP/1.0', HOST),
  'close asked for': plain('GET', FILE, 'Connection: close'),
  'close asked for, and a refusal': plain('DELETE', FILE, 'Connection: close'),
  'DELETE with content': withContent('DELETE'),
  'two hosts and content': withContent('POST', FILE, 'Host: b'),
  'no host, another method': head(`DELETE ${FILE} HTTP/1.1`),
  'no host, what is missing': head('GET /nothing HTTP/1.1'),
  'another unknown coding, another method': `${plain('PUT', FILE, 'Transfer-Encoding: bar, chunked')}2\r\nhi\r\n0\r\n\r\n`,
  'another bad chunk, another method': `${plain('PUT', FILE, 'Transfer-Encoding: chunked')}xyz\r\nhi\r\n0\r\n\r\n`,
  'another expectation, another method': plain('DELETE', FILE, 'Expect: something'),
  'an invitation, another method': withContent('PUT', FILE, 'Expect: 100-continue'),
  'TRACE of what is missing': plain('TRACE', '/nothing'),
  'CONNECT to another host': head('CONNECT example.test:80 HTTP/1.1', 'Host: example.test:80'),
  'a folded field on what is missing': plain('GET', '/nothing', 'X: 1\r\n 2'),
}
