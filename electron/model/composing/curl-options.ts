// The options of curl by what they do to a request, so that a pasted command is read as curl reads it.

/** What an option does to the request. */
export type Does =
  | 'method' | 'head' | 'get' | 'field' | 'agent' | 'referer' | 'cookie' | 'user' | 'bearer' | 'range' | 'compressed' | 'url' | 'query' | 'target' | 'as-is' | 'no-glob'
  | 'data' | 'data-raw' | 'data-binary' | 'data-urlencode' | 'json' | 'http1.0' | 'http1.1' | 'h2'
  | 'form' | 'upload' | 'insecure' | 'location' | 'proxy' | 'auth' | 'http3' | 'next' | 'left-out'
  /** About output, waiting and the like: nothing of it is in the request. */
  | 'nothing'

export interface CurlOption { readonly does: Does; readonly wantsValue: boolean }

/** Those that a value follows, then those that stand alone. */
const TABLE: readonly (readonly [does: Does, withValue: string, without?: string])[] = [
  ['method', '-X --request'], ['head', '', '-I --head'], ['get', '', '-G --get'], ['field', '-H --header'], ['agent', '-A --user-agent'], ['referer', '-e --referer'],
  ['cookie', '-b --cookie'], ['user', '-u --user'], ['bearer', '--oauth2-bearer'], ['range', '-r --range'], ['compressed', '', '--compressed'], ['url', '--url'],
  ['query', '--url-query'], ['target', '--request-target'], ['as-is', '', '--path-as-is'], ['no-glob', '', '-g --globoff'],
  ['data', '-d --data --data-ascii'], ['data-raw', '--data-raw'], ['data-binary', '--data-binary'], ['data-urlencode', '--data-urlencode'], ['json', '--json'],
  ['http1.0', '', '-0 --http1.0'], ['http1.1', '', '--http1.1'], ['h2', '', '--http2 --http2-prior-knowledge'],
  ['form', '-F --form --form-string'], ['upload', '-T --upload-file'], ['insecure', '', '-k --insecure'], ['location', '', '-L --location --location-trusted'],
  ['proxy', '-x --proxy --preproxy --socks4 --socks4a --socks5 --socks5-hostname -U --proxy-user --proxy-header', '-p --proxytunnel'],
  ['auth', '--aws-sigv4', '--digest --ntlm --negotiate --anyauth --delegation'], ['http3', '', '--http3 --http3-only'], ['next', '', '-: --next'],
  ['left-out', '-z --time-cond -K --config -E --cert --key --resolve --connect-to --unix-socket --abstract-unix-socket --interface --limit-rate --retry --retry-delay --retry-max-time -c --cookie-jar -C --continue-at --expect100-timeout --haproxy-clientip -y -Y', '-n --netrc --tr-encoding --haproxy-protocol --ignore-content-length --post301 --post302 --post303 --no-keepalive'],
  ['nothing', '-o --output -w --write-out -m --max-time --connect-timeout -D --dump-header --noproxy --cacert --capath --stderr --trace --trace-ascii --max-redirs --output-dir --tls-max --ciphers --rate --parallel-max --max-filesize --keepalive-time',
    '-i --include --show-headers -s --silent -S --show-error -v --verbose -f --fail --fail-with-body -O --remote-name -J --remote-header-name -N --no-buffer -# --progress-bar --no-progress-meter -4 --ipv4 -6 --ipv6 -R --remote-time --create-dirs --trace-time --trace-ids --basic --tlsv1 --tlsv1.2 --tlsv1.3 --http0.9 -q --disable -Z --parallel --styled-output --no-styled-output --tcp-nodelay --raw --compressed-ssh --no-sessionid --fail-early --remove-on-error --ssl-no-revoke'],
]

const named = (names: string, option: CurlOption) => names.split(' ').filter(name => name !== '').map(name => [name, option] as const)

export const CURL_OPTIONS: ReadonlyMap<string, CurlOption> = new Map(TABLE.flatMap(([does, withValue, without = '']) => [...named(withValue, { does, wantsValue: true }), ...named(without, { does, wantsValue: false })]))
