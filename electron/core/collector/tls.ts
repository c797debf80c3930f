// TLS as both ends of a collector speak it.
import { constants } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'

export const TLS = {
  minVersion: 'TLSv1.2',
  // What OpenSSL would take first, X25519 with ML-KEM, is for what must be secret from computers that there are not; it costs each end a quarter of the handshake.
  ecdhCurve: 'X25519:P-256',
  // Connections are kept; one that is made anew is rare, and makes its own keys.
  secureOptions: constants.SSL_OP_NO_TICKET,
} as const satisfies SecureContextOptions
