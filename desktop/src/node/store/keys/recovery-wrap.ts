import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { err, ok } from '@lapka/shared/base/result.ts';
import type { KeyWrap } from './key-wrap.ts';
import { closeBox, openBox } from './secret-box.ts';

/**
 * Keeps the secret for the clinic's owner: it is closed to the public half of a recovery key whose private half the
 * server holds. A desk can make this wrap but never open it.
 */
export function recoveryWrap(publicKey: string): KeyWrap {
  return {
    kind: 'recovery',
    async wrap(secret) {
      return ok(closeToRecoveryKey(publicKey, secret));
    },
    async unwrap() {
      return err('UNAVAILABLE');
    },
  };
}

/** What whoever holds the private key does to give a clinic its store back. */
export function openWithRecoveryKey(privateKey: KeyObject, wrapped: string): Uint8Array | undefined {
  const [from, box] = wrapped.split('.');
  if (from === undefined || box === undefined) return undefined;
  return openBox(sharedKey(privateKey, publicKeyFrom(from)), box);
}

/** A new recovery key; the public half as the text a desk is given. */
export function createRecoveryKey(): { readonly publicKey: string; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: textOf(publicKey), privateKey };
}

function closeToRecoveryKey(publicKey: string, secret: Uint8Array): string {
  const once = generateKeyPairSync('x25519');
  const key = sharedKey(once.privateKey, publicKeyFrom(publicKey));
  return `${textOf(once.publicKey)}.${closeBox(key, secret)}`;
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, new Uint8Array(0), 'lapka recovery', 32));
}

function publicKeyFrom(text: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text }, format: 'jwk' });
}

function textOf(publicKey: KeyObject): string {
  return publicKey.export({ format: 'jwk' }).x ?? '';
}
