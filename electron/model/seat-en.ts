// What is found out about a seat, and what to mend, in English. The page finds by them which it was, and says it in its own language.
import { filled } from './rule-text.ts'

/** The special before the general: the first that fits is taken. */
export const seatEnglish = {
  'store.fine': 'Attempts are kept in {file}',
  'store.damaged': '{file} is damaged: {what}',
  'store.damaged-mend': 'Start Lab 501: it keeps the damaged file under a new name',
  'store.folder-mend': 'Name another data folder with --data',
  'keeping.fine': 'An attempt was written to {folder} and read again',
  'keeping.lost': '{folder}: an attempt was written and did not come back',
  'keeping.lost-mend': 'Name a folder on a local disk with --data',
  'keeping.unwritten': '{folder}: no attempt can be written there ({why})',
  'keeping.unwritten-mend': 'Name a folder that may be written to with --data',
  'room.fine': '{free} MiB are free for {folder}',
  'room.little': '{folder}: only {free} MiB are free, and {wanted} MiB are wanted',
  'room.little-mend': 'Make room on this disk, or name a folder on another one with --data',
  'room.unseen': '{folder}: how much room there is cannot be seen ({why})',
  'room.unseen-mend': 'Name a folder that is there with --data',
  'clock.fine': 'The clock says {time} UTC',
  'clock.odd': 'The clock of this machine says {time} UTC, which cannot be',
  'clock.mend': 'Set date and time of the machine',
  'packs.fine': '{count} labs are ready',
  'packs.none': 'No lab is in {folders}',
  'packs.none-mend': 'Get the sources again, or mend the pack',
  'packs.problems': '{count} problems in packs; the first: {first}',
  'packs.problems-mend': 'Mend the pack; its other labs can be used',
  'composer.fine': 'A request of the app, {method} /widgets, got its 501',
  'composer.lost': 'A request of the app to {where} got no 501',
  'composer.lost-mend': 'Look whether a firewall or a security program keeps programs from talking to 127.0.0.1, and allow it for Node',
  'composer.unopened': 'A server for a lab could not be opened on 127.0.0.1 ({why})',
  'composer.unopened-mend': 'Look whether a firewall or a security program keeps programs from listening on 127.0.0.1, and allow it for Node',
  'proxy.fine': 'No proxy variable stands between a client and the labs',
  'proxy.caught': '{which} would send a client\'s requests for {caught} to a proxy',
  'proxy.mend': 'Set no_proxy={local} where you run your own client, or use curl --noproxy \'*\'',
  'collector.fine': 'The collector at {address} knows this code',
  'collector.other': 'The collector at {address}: {why}',
  'collector.away-mend': 'Look whether "lab501 collect" runs, whether this machine is in the same network, and whether a firewall is in between',
  'collector.code-mend': 'Type the code anew, as the collector shows it now',
} as const
export type SeatTextId = keyof typeof seatEnglish

/** @returns the sentence in English. */
export function seatSays(id: SeatTextId, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(seatEnglish[id], values)
}
