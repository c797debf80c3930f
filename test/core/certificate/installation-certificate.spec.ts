// The certificate on the disk: who may read it, when it is made anew, and what is never touched.
import { spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { CertificateUnavailable, installationCertificate } from '../../../electron/core/certificate/installation-certificate.ts'

const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0
const DAY_MS = 86_400_000
let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-tls-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const files = () => readdirSync(join(folder, 'tls')).sort()

describe('the certificate of an installation', () => {
  it('is made once, for loopback names only, is no CA, and its files are private', () => {
    const made = installationCertificate(folder)
    expect(installationCertificate(folder)).toEqual(made)
    const read = new X509Certificate(readFileSync(made.caFile))
    expect([read.subjectAltName, read.ca, read.subject, made.notices]).toEqual(['DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1', false, 'CN=Lab 501 on this machine', []])
    expect(files()).toEqual(['lab501.key', 'lab501.pem'])
    if (process.platform !== 'win32') expect(['tls', 'tls/lab501.key', 'tls/lab501.pem'].map(name => statSync(join(folder, name)).mode & 0o777)).toEqual([0o700, 0o600, 0o600])
  })

  it('is another one for another installation', () => {
    const other = mkdtempSync(join(tmpdir(), 'lab501-tls-'))
    expect(installationCertificate(other).certificate).not.toBe(installationCertificate(folder).certificate)
    rmSync(other, { recursive: true })
  })

  it('is renewed before it ends, and says so', () => {
    const first = installationCertificate(folder)
    const nearEnd = Date.now() + 340 * DAY_MS
    const next = installationCertificate(folder, nearEnd)
    expect([next.certificate === first.certificate, next.notices.map(({ id }) => id), files()]).toEqual([false, ['notice.certificate-renewed'], ['lab501.key', 'lab501.pem']])
    expect(Date.parse(new X509Certificate(next.certificate).validTo)).toBeGreaterThan(nearEnd + 300 * DAY_MS)
    expect(installationCertificate(folder, nearEnd).notices).toEqual([])
  })

  it.each([
    ['a damaged certificate', () => writeFileSync(join(folder, 'tls/lab501.pem'), 'nonsense')],
    ['a damaged key', () => writeFileSync(join(folder, 'tls/lab501.key'), 'nonsense')],
    ['no key', () => rmSync(join(folder, 'tls/lab501.key'))],
    ["another installation's certificate", () => {
      const other = mkdtempSync(join(tmpdir(), 'lab501-tls-'))
      writeFileSync(join(folder, 'tls/lab501.pem'), installationCertificate(other).certificate)
      rmSync(other, { recursive: true })
    }],
  ])('sets %s aside and makes another, in words', (_, harm) => {
    const first = installationCertificate(folder)
    harm()
    const next = installationCertificate(folder)
    expect([next.certificate === first.certificate, next.notices.map(({ id }) => id)]).toEqual([false, ['notice.certificate-set-aside']])
    expect(files().some(name => name.startsWith('lab501.pem.set-aside-'))).toBe(true)
    expect(installationCertificate(folder).notices).toEqual([])
  })

  test.skipIf(process.platform === 'win32')('does not use a key that others could read', () => {
    installationCertificate(folder)
    chmodSync(join(folder, 'tls/lab501.key'), 0o644)
    expect(installationCertificate(folder).notices.map(({ id }) => id)).toEqual(['notice.certificate-set-aside'])
    expect(statSync(join(folder, 'tls/lab501.key')).mode & 0o777).toBe(0o600)
  })

  it('says where it cannot be kept', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => installationCertificate(join(folder, 'file'))).toThrow(CertificateUnavailable)
    mkdirSync(join(folder, 'empty'))
    expect(existsSync(join(folder, 'empty', 'tls'))).toBe(false)
  })

  test.skipIf(!HAS_OPENSSL)('is what openssl takes for these names, and for no other', () => {
    const { caFile } = installationCertificate(folder)
    const verify = (...name: string[]) => spawnSync('openssl', ['verify', '-CAfile', caFile, '-purpose', 'sslserver', ...name, caFile]).status
    expect([verify('-verify_ip', '127.0.0.1'), verify('-verify_ip', '::1'), verify('-verify_hostname', 'localhost'), verify('-verify_hostname', 'example.com')]).toEqual([0, 0, 0, 2])
  })
})
