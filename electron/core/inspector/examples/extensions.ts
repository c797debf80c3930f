import type { extensionTexts } from '../../../model/rules-en/extensions.ts'
import { x, type Examples } from './written.ts'

const says = (field: string, rest = '') => x('GET /', `200|${field}${rest}`)

export const extensionExamples: Examples<keyof typeof extensionTexts> = {
  'link-rev': { yes: [says('Link: </a>; rev=made')], no: [says('Link: </a>; rel=author')] },
  'link-parameter-unreadable': { yes: [says('Link: </a>; rel=next; type=json'), says('Link: </a>; rel=next; anchor="a b"')], no: [says('Link: </a>; rel=next; type="text/html"; anchor="/b"')] },
  'alt-svc-unreadable': { yes: [says('Alt-Svc: clear, h2=":443"'), says('Alt-Svc: h2=443')], no: [says('Alt-Svc: clear'), says('Alt-Svc: h3=":443"; ma=60, h2="b.example:8443"')] },
  'deprecation-unreadable': { yes: [says('Deprecation: ?1'), says('Deprecation: 1659578233')], no: [says('Deprecation: @1659578233'), says('Deprecation: Sun, 06 Nov 1994 08:49:37 GMT')] },
  'cache-status-unknown': { yes: [says('Cache-Status: edge; warm'), says('Cache-Status: edge; fwd=expired')], no: [says('Cache-Status: edge; fwd=miss; stored, inner; hit; ttl=4; detail=a')] },
  'proxy-status-unknown': { yes: [x('GET /', '502|Proxy-Status: gw; error=oh_no'), x('GET /', '502|Proxy-Status: gw; reason=a')], no: [x('GET /', '502|Proxy-Status: gw; error=dns_error; rcode="a"; next-hop=b')] },
  'targeted-unreadable': { yes: [says('CDN-Cache-Control: max-age="60"'), says('CDN-Cache-Control: no-store=yes')], no: [says('CDN-Cache-Control: max-age=60, must-revalidate')] },
  'cache-groups-unreadable': { yes: [says('Cache-Groups: scripts'), x('POST /||x', '200|Cache-Group-Invalidation: 1')], no: [says('Cache-Groups: "scripts", "styles"')] },
  'group-invalidation-in-vain': { yes: [says('Cache-Group-Invalidation: "a"')], no: [x('POST /||x', '200|Cache-Group-Invalidation: "a"')] },
  'dictionary-unreadable': { yes: [x('GET /|Available-Dictionary: "abc"|Accept-Encoding: dcb', '200')], no: [x('GET /|Available-Dictionary: :YWJj:|Accept-Encoding: dcb', '200')] },
  'dictionary-offer-unreadable': { yes: [says('Use-As-Dictionary: match=a'), says('Use-As-Dictionary: id="a"')], no: [says('Use-As-Dictionary: match="/a/*", match-dest=("script" "style"), id="a", type=raw')] },
  'dictionary-not-accepted': { yes: [x('GET /|Available-Dictionary: :YWJj:|Accept-Encoding: gzip', '200')], no: [x('GET /|Available-Dictionary: :YWJj:|Accept-Encoding: gzip, dcz', '200')] },
  'vary-on-dictionary': { yes: [says('Content-Encoding: dcb|Vary: Accept-Encoding', '||x')], no: [says('Content-Encoding: dcb|Vary: Accept-Encoding, Available-Dictionary', '||x'), says('Content-Encoding: br', '||x'), says('Content-Encoding: dcb|Cache-Control: no-store', '||x')] },
  'hints-without-vary': { yes: [says('Accept-CH: Sec-CH-UA-Mobile')], no: [says('Accept-CH: Sec-CH-UA-Mobile|Vary: Sec-CH-UA-Mobile'), says('Accept-CH: Sec-CH-UA-Mobile|Cache-Control: no-store')] },
}
