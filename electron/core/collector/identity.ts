// How a collector is known again: its own certificate and the secret of its join code, both kept in the data folder, so that codes hold over a restart.
import { randomBytes, X509Certificate } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Phrase } from '../../model/phrase.ts'
import { installationCertificate } from '../certificate/installation-certificate.ts'

/** So much that nobody guesses it through a server that answers a few hundred times a second. */
const SECRET_OCTETS = 5

export interface Identity {
  /** PEM. */
  readonly key: string
  readonly certificate: string
  /** SHA-256 of the certificate, in hexadecimal digits. */
  readonly sha256: string
  /** In hexadecimal digits. */
  readonly secret: string
  readonly notices: readonly Phrase[]
}

/** @param isNew whether codes that were handed out hold no longer @throws CertificateUnavailable */
export function collectorIdentity(dataFolder: string, isNew = false): Identity {
  const folder = join(dataFolder, 'collector')
  const { key, certificate, notices } = installationCertificate(folder)
  return { key, certificate, sha256: new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase(), secret: secretIn(join(folder, 'secret'), isNew), notices }
}

function secretIn(file: string, isNew: boolean): string {
  if (!isNew && existsSync(file) && lstatSync(file).size < 100) {
    const kept = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f]{10}$/.test(kept)) return kept
  }
  const secret = randomBytes(SECRET_OCTETS).toString('hex')
  const beside = `${file}.${process.pid}.new`
  writeFileSync(beside, `${secret}\n`, { mode: 0o600, flush: true })
  renameSync(beside, file)
  return secret
}
