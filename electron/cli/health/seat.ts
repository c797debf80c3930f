// What the doctor asks of a seat in a workshop besides, and what needs other programs: whether curl gets its 501, whether a learner can see the page.
import { execFile } from 'node:child_process'
import { finding } from '../../core/seat/finding.ts'
import { METHOD, roundTrip } from '../../core/seat/round-trip.ts'
import type { SeatFinding } from '../../model/seat-finding.ts'
import type { Machine } from '../opening/electron-binary.ts'
import { onPath } from './machine.ts'

const CURL_MS = 5_000
const BROWSERS = ['firefox', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'epiphany', 'falkon', 'konqueror', 'brave-browser', 'opera', 'vivaldi']

/** A browser is needed where the app has no window of its own. On Windows and macOS there always is one. */
export function pageBrowserFinding(machine: Machine, isNeeded: boolean): SeatFinding {
  const { platform, env } = machine
  const found = platform === 'win32' || platform === 'darwin' ? 'that came with the system' : onPath(BROWSERS, machine)
  return finding('page-browser', isNeeded, `The page can be seen in the browser ${found}`, found !== undefined ? undefined
    : { what: `No browser is on the path (${env['PATH'] ?? ''})`, mend: isNeeded ? 'Install a browser, such as Firefox or Chromium: the app opens in it' : 'Nothing, if the desktop app opens; else install a browser' })
}

/** One request from the composer and one from real curl, to a server of ours. @param port another than any free one, for those who have a reason */
export function roundTripFindings({ env, platform }: Machine, port = 0): Promise<SeatFinding[]> {
  return roundTrip(async url => {
    const said = await askByCurl(url, env, platform)
    return hasCome => curlFinding(said, hasCome)
  }, port)
}

interface CurlSaid { readonly isThere: boolean; readonly status: string; readonly trouble: string }

/** As a learner's own shell has it: proxies of the environment count. */
function askByCurl(url: string, env: Machine['env'], platform: NodeJS.Platform): Promise<CurlSaid> {
  return new Promise(resolve => {
    execFile(platform === 'win32' ? 'curl.exe' : 'curl', ['-sS', '--max-time', String(CURL_MS / 1_000), '-w', '\n%{http_code}', '-X', METHOD, url], { env: { ...env }, timeout: CURL_MS + 1_000, encoding: 'utf8' }, (error, out, err) => {
      const isThere = !(error && 'code' in error && (error.code as unknown) === 'ENOENT')
      resolve({ isThere, status: out.trimEnd().split('\n').at(-1) ?? '', trouble: err.trim().split('\n')[0] ?? '' })
    })
  })
}

function curlFinding({ isThere, status, trouble }: CurlSaid, hasCome: boolean): SeatFinding {
  if (!isThere) return finding('curl', false, '', { what: 'There is no curl on the path; what the labs ask for can be sent from the page', mend: 'Install curl, for the labs that show how to ask from a shell' })
  const fine = hasCome && status === '501'
  const what = hasCome ? `curl reached the lab's server and reports "${status}" in place of 501` : `curl did not reach the lab's server${status !== '' && status !== '000' ? `; somebody else answered ${status}` : ''}${trouble === '' ? '' : ` (${trouble})`}`
  return finding('curl', true, 'A request of curl got its 501', fine ? undefined : { what, mend: 'If a proxy is named below, spare this machine from it; else look into .curlrc, and try curl -v http://127.0.0.1:4501/ while a lab is open' })
}
