// A collector from its start to its end: its folder, its identity, its server, and a join code for each address that leads to it.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Phrase } from '../../model/phrase.ts'
import { writeJoinCode } from '../../model/join-code.ts'
import { CertificateUnavailable } from '../certificate/installation-certificate.ts'
import { fileInPlaceOf } from '../store/private-place.ts'
import { Collected } from './collected.ts'
import { openCollector, type Collector, type CollectorOptions } from './collector-server.ts'
import { collectorIdentity, type Identity } from './identity.ts'
import { noAddress, reachedAt, tryAddress, type ListenAddress } from './listen-address.ts'
import { Verifier } from './verifier.ts'
import type { VerifierThread } from './verify.ts'

export interface CollectingOptions extends Pick<CollectorOptions, 'onKept' | 'onRefused' | 'log' | 'limits'> {
  readonly dataFolder: string
  /** Where results are kept; without it a folder in the data folder. */
  readonly folder?: string | undefined
  readonly listen: ListenAddress
  /** Starts the thread in which results are verified; without it they are in this one. */
  readonly startVerifier?: (() => VerifierThread) | undefined
  /** Whether codes that were handed out hold no longer. */
  readonly isNewCode?: boolean
  /** Whether what is wrong is told in the page, which has no options. */
  readonly isOfPage?: boolean
  readonly onStrange?: (file: string, why: string) => void
}

export interface Collecting {
  readonly collected: Collected
  readonly collector: Collector
  readonly codes: readonly { readonly address: string; readonly code: string }[]
  readonly notices: readonly Phrase[]
  close(): Promise<void>
}

/** @throws NoAddress, StoreUnavailable */
export async function startCollecting({ dataFolder, folder = join(dataFolder, 'collected'), listen, isNewCode, isOfPage, onStrange, startVerifier, ...rest }: CollectingOptions): Promise<Collecting> {
  // By default results lie in the data folder, and another folder for them would be no mend.
  if (fileInPlaceOf(dataFolder) !== undefined) throw new CertificateUnavailable(dataFolder, 'ENOTDIR')
  // A start that fails leaves no folder behind; in one that is there, another collector may be what has the port.
  const isNew = !existsSync(folder)
  if (isNew || !existsSync(join(dataFolder, 'collector'))) await tryAddress(listen)
  const collected = await Collected.open(folder, onStrange, rest.log, isOfPage)
  let identity: Identity
  try {
    // Only once the folder is ours: before, a new code would end the one of whoever holds it.
    identity = collectorIdentity(dataFolder, isNewCode)
  } catch (error) {
    collected[Symbol.dispose]()
    if (isNew) rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const verifier = new Verifier(startVerifier, rest.log)
  let collector: Collector
  try {
    collector = await openCollector({ ...rest, ...listen, collected, identity, verifier })
  } catch (error) {
    verifier[Symbol.dispose]()
    collected[Symbol.dispose]()
    throw noAddress(listen, error)
  }
  const { port } = collector
  return {
    collected, collector, notices: identity.notices,
    codes: reachedAt(listen.host).map(host => ({ address: host, code: writeJoinCode({ host, port, secret: identity.secret, sha256: identity.sha256 }) })),
    async close() {
      await collector.close()
      verifier[Symbol.dispose]()
      await collected.settle().catch((error: unknown) => rest.log(`the journal of ${folder} stays for the next start: ${String(error)}`))
      collected[Symbol.dispose]()
    },
  }
}
