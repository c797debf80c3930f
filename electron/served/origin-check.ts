// Who may speak to the served app: a browser that was sent to our own address. A name that was rebound to loopback is another address.

/** The authorities by which this server may be addressed, small letters. */
export function ownAuthorities(port: number): readonly string[] {
  const names = ['127.0.0.1', '[::1]', 'localhost']
  return names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
}

/** @returns whether a Host field, or the authority of an absolute target, is one of ours. */
export function isOwnAuthority(authority: string, port: number): boolean {
  return ownAuthorities(port).includes(authority.toLowerCase())
}

/** @returns whether an Origin field is exactly one of ours; a missing one and `null` are not. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return ownAuthorities(port).some(authority => origin === `http://${authority}`)
}
