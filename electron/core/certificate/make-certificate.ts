// A certificate for this machine's loopback names, signed with its own key (RFC 5280). Nobody else ever signs with that key: it is no CA.
import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier, AttributeTypeAndValue, AttributeValue, BasicConstraints, Certificate, ExtendedKeyUsage, Extension, Extensions, GeneralName, id_ce_basicConstraints,
  id_ce_extKeyUsage, id_ce_keyUsage, id_ce_subjectAltName, id_ce_subjectKeyIdentifier, id_kp_serverAuth, KeyUsage, KeyUsageFlags, Name, RelativeDistinguishedName,
  SubjectAlternativeName, SubjectKeyIdentifier, SubjectPublicKeyInfo, TBSCertificate, Validity, Version,
} from '@peculiar/asn1-x509'

export const COMMON_NAME = 'Lab 501 on this machine'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME_TYPE = '2.5.4.3'
const DAY_MS = 86_400_000
/** Some clients refuse a server's certificate that holds for more than 398 days. */
const HOLDS_DAYS = 365

/** Both in PEM. */
export interface KeyAndCertificate { readonly key: string; readonly certificate: string }

/** @returns a new key pair (P-256) with its certificate, valid from an hour before `nowMs`, because clocks differ. */
export function makeCertificate(nowMs: number): KeyAndCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keyInfo = AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo)
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const name = new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME_TYPE, value: new AttributeValue({ utf8String: COMMON_NAME }) })])])
  const tbsCertificate = new TBSCertificate({
    version: Version.v3, serialNumber: bufferOf(Buffer.concat([Buffer.from([1]), randomBytes(15)])), signature: algorithm, issuer: name, subject: name,
    validity: new Validity({ notBefore: new Date(nowMs - 3_600_000), notAfter: new Date(nowMs + HOLDS_DAYS * DAY_MS) }), subjectPublicKeyInfo: keyInfo,
    extensions: new Extensions([
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
      extension(id_ce_subjectAltName, new SubjectAlternativeName([new GeneralName({ dNSName: 'localhost' }), new GeneralName({ iPAddress: '127.0.0.1' }), new GeneralName({ iPAddress: '::1' })])),
      extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(bufferOf(createHash('sha256').update(new Uint8Array(keyInfo.subjectPublicKey)).digest().subarray(0, 20)))),
    ]),
  })
  const signatureValue = bufferOf(sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), privateKey))
  const der = Buffer.from(AsnConvert.serialize(new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue })))
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate: new X509Certificate(der).toString() }
}

function extension(extnID: string, value: unknown, critical = false): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
