// The certificate of this installation: made in the data folder when a lab first needs it, kept there, and brought nowhere else.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aside } from '../../model/asides-en.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { fileInPlaceOf, makePrivateFolder } from '../store/private-place.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { COMMON_NAME, makeCertificate } from './make-certificate.ts'

/** How long before its end it is made anew. */
const RENEW_MS = 30 * 86_400_000
const NAMES = ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1']

export interface InstallationCertificate {
  /** PEM. */
  readonly key: string
  readonly certificate: string
  /** Where the certificate stands, for clients that are told what to trust: `curl --cacert FILE`. */
  readonly caFile: string
  /** What the learner should know: that it is another one than before. */
  readonly notices: readonly Phrase[]
}

/** It can be neither read nor made. */
export class CertificateUnavailable extends StoreUnavailable {
  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const file = fileInPlaceOf(folder)
    super(file === undefined ? aside('certificate-nowhere', { where: folder, why }) : aside('certificate-no-folder', { where: file }), cause)
    this.name = 'CertificateUnavailable'
  }
}

/**
 * Reads the certificate, or makes one where there is none that can be used. What stands in its place is set aside, never deleted.
 * @param dataFolder its folder `tls` is made if need be @throws CertificateUnavailable
 */
export function installationCertificate(dataFolder: string, nowMs = Date.now()): InstallationCertificate {
  const folder = join(dataFolder, 'tls')
  const caFile = join(folder, 'lab501.pem')
  const keyFile = join(folder, 'lab501.key')
  try {
    const kept = readKept(keyFile, caFile)
    if (kept && kept.endsMs - nowMs > RENEW_MS && kept.beginsMs <= nowMs) return { key: kept.key, certificate: kept.certificate, caFile, notices: [] }
    makePrivateFolder(folder)
    const notices = kept ? [phrase('notice.certificate-renewed', { file: caFile })] : setAside([keyFile, caFile], caFile)
    const made = makeCertificate(nowMs)
    // The key first: a certificate without its key is taken for a damaged one the next time.
    writeWhole(keyFile, made.key)
    writeWhole(caFile, made.certificate)
    return { ...made, caFile, notices }
  } catch (error) {
    throw new CertificateUnavailable(folder, error)
  }
}

interface Kept { readonly key: string; readonly certificate: string; readonly beginsMs: number; readonly endsMs: number }

/** @returns undefined for what is not there, damaged, somebody else's, or was open to others. */
function readKept(keyFile: string, caFile: string): Kept | undefined {
  if (!existsSync(keyFile) || !existsSync(caFile) || isOpenToOthers(keyFile)) return undefined
  const key = readFileSync(keyFile, 'utf8')
  const certificate = readFileSync(caFile, 'utf8')
  try {
    const read = new X509Certificate(certificate)
    const names = (read.subjectAltName ?? '').split(', ')
    const isOurs = read.subject === `CN=${COMMON_NAME}` && read.checkPrivateKey(createPrivateKey(key)) && read.verify(read.publicKey) && NAMES.every(name => names.includes(name))
    return isOurs ? { key, certificate, beginsMs: Date.parse(read.validFrom), endsMs: Date.parse(read.validTo) } : undefined
  } catch {
    return undefined
  }
}

/** Windows has no such bits: there the folder is the person's own. */
function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && (lstatSync(file).mode & 0o077) !== 0
}

function setAside(files: readonly string[], told: string): Phrase[] {
  const suffix = `set-aside-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`
  const moved = files.filter(file => existsSync(file))
  for (const file of moved) renameSync(file, `${file}.${suffix}`)
  return moved.length > 0 ? [phrase('notice.certificate-set-aside', { file: told, aside: suffix })] : []
}

/** For its owner only, and never half of it: written beside, then moved there. */
function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`
  writeFileSync(beside, text, { mode: 0o600, flag: 'w' })
  renameSync(beside, file)
}
