import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Instant } from '@lapka/shared/base/instant.ts';
import * as der from './der.ts';

export interface CertificateParts {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly name: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly from: Instant;
  readonly until: Instant;
  /** What makes it an authority for private addresses, or the certificate of one address. */
  readonly purpose: { readonly kind: 'AUTHORITY' } | { readonly kind: 'ADDRESS'; readonly address: string };
}

const ids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKey: '2.5.29.35',
  extendedUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const;

/** The address ranges nobody outside reaches, as address and mask: the only ones the authority can speak for. */
const privateRanges = [
  // 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918)
  '0a000000 ff000000',
  'ac100000 fff00000',
  'c0a80000 ffff0000',
  // 169.254.0.0/16, addresses computers give themselves (RFC 3927)
  'a9fe0000 ffff0000',
  // 127.0.0.0/8, the computer itself
  '7f000000 ff000000',
  // fc00::/7 (RFC 4193)
  `fc${'00'.repeat(15)} fe${'00'.repeat(15)}`,
];

/** The only names it can speak for: those of the local network, by multicast DNS. */
const privateDomain = 'local';

/** An X.509 certificate (RFC 5280) over a P-256 key, as PEM. */
export function makeCertificate({ subject, publicKey, issuer, from, until, purpose }: CertificateParts): string {
  const algorithm = der.sequence(der.objectId(ids.ecdsaWithSha256));
  const body = der.sequence(
    // Version 3.
    der.tagged(0, der.integer(Buffer.of(2)), 'CONSTRUCTED'),
    der.integer(serialNumber()),
    algorithm,
    name(issuer.name),
    der.sequence(der.time(from), der.time(until)),
    name(subject),
    publicKey.export({ format: 'der', type: 'spki' }),
    der.tagged(3, der.sequence(...extensions(publicKey, issuer.publicKey, purpose)), 'CONSTRUCTED'),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  return pem(der.sequence(body, algorithm, der.bitString(signature)));
}

function extensions(own: KeyObject, issuer: KeyObject, purpose: CertificateParts['purpose']): der.Der[] {
  const common = [
    extension(ids.subjectKey, der.octetString(keyId(own))),
    extension(ids.authorityKey, der.sequence(der.tagged(0, keyId(issuer), 'PRIMITIVE'))),
    extension(ids.extendedUsage, der.sequence(der.objectId(ids.serverAuth))),
  ];
  switch (purpose.kind) {
    case 'AUTHORITY':
      return [
        // No authority below this one.
        critical(ids.basicConstraints, der.sequence(der.boolean(true), der.integer(Buffer.of(0)))),
        // keyCertSign, the sixth bit.
        critical(ids.keyUsage, der.bitString(Buffer.of(0b0000_0100), 2)),
        critical(ids.nameConstraints, der.sequence(der.tagged(0, Buffer.concat(permitted()), 'CONSTRUCTED'))),
        ...common,
      ];
    case 'ADDRESS':
      return [
        critical(ids.basicConstraints, der.sequence()),
        // digitalSignature, the first bit.
        critical(ids.keyUsage, der.bitString(Buffer.of(0b1000_0000), 7)),
        extension(ids.alternativeName, der.sequence(der.tagged(7, addressBytes(purpose.address), 'PRIMITIVE'))),
        ...common,
      ];
  }
}

function permitted(): der.Der[] {
  const ranges = privateRanges.map((range) => Buffer.from(range.replace(' ', ''), 'hex'));
  return [
    der.sequence(der.tagged(2, Buffer.from(privateDomain), 'PRIMITIVE')),
    ...ranges.map((range) => der.sequence(der.tagged(7, range, 'PRIMITIVE'))),
  ];
}

function extension(id: string, content: der.Der): der.Der {
  return der.sequence(der.objectId(id), der.octetString(content));
}

function critical(id: string, content: der.Der): der.Der {
  return der.sequence(der.objectId(id), der.boolean(true), der.octetString(content));
}

function name(commonName: string): der.Der {
  return der.sequence(der.set(der.sequence(der.objectId(ids.commonName), der.text(commonName.slice(0, 64)))));
}

/** Positive and without a leading zero byte. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

/** RFC 5280 names this way among others; it only has to be the same on both ends. */
function keyId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
    .subarray(0, 20);
}

/** `192.168.0.10` as 4 bytes. */
function addressBytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
