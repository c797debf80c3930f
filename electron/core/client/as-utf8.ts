// Text as the libraries want it that write one octet for each sign.

/** @returns one sign for each octet of the text's UTF-8: the same octets as the literal bytes have */
export function asUtf8(text: string): string {
  return Buffer.from(text).toString('latin1')
}
