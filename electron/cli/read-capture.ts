// The capture that a command is given.
import { readCaptureAny, type CaptureRead } from '../core/captures/read-capture.ts'
import { sayInEnglish } from '../model/phrase.ts'
import { readNamedFile } from './read-answers.ts'

/** @param option that named the file, for messages @throws UsageError, NotACapture */
export function readCapture(file: string, option: string): CaptureRead {
  return readCaptureAny(readNamedFile(file, option), file)
}

/** Says beside the answer what is not in the capture as it was on the wire. */
export function tellOfCapture(file: string, { told }: CaptureRead): void {
  for (const said of told) console.error(`${file}: ${sayInEnglish(said)}`)
}
