// Why a file of a result is refused, beside what may be wrong with any archive, or an address to collect at: the English ones, in the order in which the page looks for them to say them in its own language.
import { filled } from './rule-text.ts'

export const refusalsEnglish = {
  // of the whole
  'refusal.attempt': 'the attempt at "{title}": {refusal}',
  'refusal.long': 'it is longer than {octets} octets, and no result is',
  'refusal.no-part': 'the part {part} is missing: this is no result',
  'refusal.part-long': '{part}: it is longer than {octets} octets',
  'refusal.part-changed': '{part}: its content is not the one that was signed',
  'refusal.signature': 'the signature does not fit: the file was changed after it was made',
  'refusal.format': 'its format is {format}, and this Lab 501 knows 1; take a newer Lab 501',
  'refusal.sheet': '{part} is not that of a result ({place})',
  'refusal.sheet-form': '{part} is not written as Lab 501 writes it',
  'refusal.twice': '"{part}" stands in it twice',
  'refusal.part-missing': 'the part "{part}" is missing, or nothing refers to it',
  'refusal.part-strange': 'the part "{part}" belongs to nothing',
  // of an attempt in it
  'refusal.log-lines': 'its log has not the {count} lines that were signed',
  'refusal.log-broken': 'its log is broken at line {line}: something was changed, left out or moved',
  'refusal.log-other': 'its log is of another lab, or does not begin at its beginning',
  'refusal.verdict-log': 'its verdict on "{of}" is not the one in its log',
  'refusal.verdict-own': 'its verdict on "{of}" does not follow from its capture, for this attempt',
  'refusal.verdict': 'its verdict on "{of}" does not follow from its capture',
  'refusal.verdict-counts': 'its verdict on "{of}" does not count as that lab says',
  'refusal.verdict-strange': 'its verdict on "{of}" is on nothing in that lab',
  'refusal.capture-other': 'its capture is of another attempt',
  'refusal.capture-less': 'its capture has not the exchanges that were signed',
  'refusal.evidence': 'the bytes of {exchange} are not those that its verdicts rest on',
  // of what is asked of it
  'refusal.no-capture': 'this file carries no capture of this attempt',
  'refusal.many-entries': 'its logs have {count} entries; use "lab501 results FILE --xapi"',
  'refusal.not-here': 'this result is not here; start the collector that took it',
  // of an address to collect at
  'refusal.no-address': '"{address}" is no address in numbers, such as 192.168.1.20 or 192.168.1.20:{port}; this machine has {addresses}',
  'refusal.one-cable': '{address} holds on one cable only, and a join code cannot say which; choose one of {addresses}',
  'refusal.port': 'a port is a number from 0 to 65535; 0 takes a free one',
  'refusal.unreachable': 'nobody can connect to {address}; choose one of {addresses}',
  'refusal.no-ipv6': 'this machine has no IPv6, and so not {address}; it has {addresses}',
  'refusal.address-elsewhere': 'this machine has no address {address}; it has {addresses}',
  'refusal.port-taken': 'something else listens on port {port} of {address}; name another one, such as {another}',
  'refusal.port-closed': 'this machine does not let you listen on port {port}; name one above 1023',
  'refusal.no-listening': 'nothing can listen on {address}, port {port} ({code}); choose another address',
  // of a record store, and what it answers
  'refusal.store-address': '"{address}" is no http or https address; write the endpoint that the record store names, such as https://lrs.example.org/xapi/',
  'refusal.store-secret': 'name and password do not belong into the address, where others can read them; give them apart from it, for "lab501 collect" in LAB501_XAPI_CREDENTIALS or a file',
  'refusal.store-plain': 'over http, everybody on the way can read the password and the statements; write {address}',
  'refusal.store-name': 'a record store wants a name, without a colon in it, and a password',
  'refusal.store-off': 'the collector is off; start it first',
  'refusal.store-answered': 'it answered {status}',
  'refusal.store-long': 'it answered 413: one statement is too long for it',
  'refusal.store-away': 'it is out of reach ({code})',
  // of a backup, and of what is in it
  'refusal.backup-none': 'This is no backup of Lab 501, or it is damaged: {file}. Take another one, or make it again where it came from.',
  'refusal.backup-changed': 'This backup is not as it was written: {file}. Some of it was changed or is missing since, so nothing of it was taken. Copy it once more from where it was kept, take another one, or make it again where it came from.',
  'refusal.backup-tables': 'This file has other tables than a store of Lab 501: {file}. Make the backup again where it came from.',
  'refusal.backup-much': 'This file holds more than goes into a backup: {file}. Make the backup again where it came from.',
  'refusal.backup-newer': 'This backup was made by a newer Lab 501: {file}. Take that Lab 501 here too.',
  'refusal.backup-unread': 'The backup cannot be read: {file} ({why}). Check its name, and whether there is room in the data folder for a copy of it.',
  'refusal.backup-long': '{file} has {mib} MiB, and the page takes in {most} at most. Close Lab 501, and take it in with "lab501 restore FILE" in a terminal.',
  'refusal.backup-large': 'The backup has {mib} MiB, and the page hands over {most} at most. Close Lab 501, and write it with "lab501 backup FILE" in a terminal.',
  'refusal.backup-kind': 'something of the kind {kind}, which a newer Lab 501 may know',
  'refusal.pack-here': '{pack} is here and stays; to have the one of the backup, remove it and restore once more',
  'refusal.pack-place': '{file} is here already and is another pack; give it another name and restore once more',
  // whatever it is of: last, since it fits much
  'refusal.of': '{part}: {refusal}',
} as const

export type RefusalId = keyof typeof refusalsEnglish extends `refusal.${infer Id}` ? Id : never

/** @returns the English words, with their blanks filled */
export function refusalIn(id: RefusalId, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(refusalsEnglish[`refusal.${id}`], values)
}
