import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type Instant, instantSchema, plusDays } from '@lapka/shared/base/instant.ts';
import type { Store, StoreReader } from '../store/store.ts';
import { makeCertificate } from './certificate.ts';

/**
 * The clinic's own certificate authority, as far as this desk needs one: tablets that trust it know that they talk to this
 * desk and not to somebody else in the network. Its key is made here and never leaves the encrypted store, and all it can
 * vouch for are addresses inside the clinic.
 */
export interface Authority {
  /** PEM, to be installed on the tablets. */
  readonly certificate: string;
  /** SHA-256, for comparing by eye. */
  readonly fingerprint: string;
}

export interface AddressCertificate {
  readonly key: string;
  /** Its own certificate and the authority's. */
  readonly certificates: string;
}

const keptSchema = z.object({ key: z.string(), certificate: z.string(), until: instantSchema });
type Kept = z.infer<typeof keptSchema>;

const authorityValue = 'lan.authority';
const addressValue = 'lan.certificate';
const authorityDays = 3_650;
/** Some systems accept no longer ones. */
const addressDays = 397;
const renewalDays = 30;

/** The authority of this desk; undefined until it was needed for the first time. */
export function readAuthority(reader: StoreReader): Authority | undefined {
  const kept = readKept(reader, authorityValue);
  return kept === undefined ? undefined : shown(kept);
}

/** The key and certificates for serving an address; made, or renewed, when need be. Answers undefined on a full disk. */
export function certificateFor(
  store: Store,
  { address, desk, now }: { readonly address: string; readonly desk: string; readonly now: Instant },
): AddressCertificate | undefined {
  const found = store.transact((transactor) => {
    const authority = readKept(transactor, authorityValue) ?? makeAuthority(desk, now);
    const known = readKept(transactor, addressValue);
    const fits =
      known !== undefined &&
      plusDays(now, renewalDays) < known.until &&
      new X509Certificate(known.certificate).checkIP(address) !== undefined;
    const certificate = fits ? known : makeAddress(authority, desk, address, now);
    transactor.setNodeValue(authorityValue, authority);
    transactor.setNodeValue(addressValue, certificate);
    return { key: certificate.key, certificates: certificate.certificate + authority.certificate };
  });
  return found.ok ? found.value : undefined;
}

function makeAuthority(desk: string, now: Instant): Kept {
  const { publicKey, privateKey } = newKey();
  const name = authorityName(desk);
  const until = plusDays(now, authorityDays);
  const certificate = makeCertificate({
    subject: name,
    publicKey,
    issuer: { name, publicKey, privateKey },
    from: plusDays(now, -1),
    until,
    purpose: { kind: 'AUTHORITY' },
  });
  return { key: pemOf(privateKey), certificate, until };
}

function makeAddress(authority: Kept, desk: string, address: string, now: Instant): Kept {
  const { publicKey, privateKey } = newKey();
  const authorityKey = createPrivateKey(authority.key);
  const until = plusDays(now, addressDays);
  const certificate = makeCertificate({
    subject: `${desk} ${address}`,
    publicKey,
    issuer: { name: authorityName(desk), publicKey: createPublicKey(authorityKey), privateKey: authorityKey },
    from: plusDays(now, -1),
    until,
    purpose: { kind: 'ADDRESS', address },
  });
  return { key: pemOf(privateKey), certificate, until };
}

function newKey(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function authorityName(desk: string): string {
  return `Lapka ${desk}`;
}

function readKept(reader: StoreReader, name: string): Kept | undefined {
  const kept = keptSchema.safeParse(reader.nodeValue(name));
  return kept.success ? kept.data : undefined;
}

function shown({ certificate }: Kept): Authority {
  return { certificate, fingerprint: new X509Certificate(certificate).fingerprint256 };
}
