import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * Seals a few bytes so that only the holder of an X25519 key can read them. Format, for whoever writes the other side:
 * base64url of ephemeral public key (32 bytes), nonce (12), AES-256-GCM text, tag (16). The key is HKDF-SHA256 of the
 * X25519 secret with salt = ephemeral key + recipient's key and info = `lapka-sealed:` + about; `about` is also the
 * additional data. Public keys are exchanged as SPKI in base64.
 */
export interface KeyPair {
  readonly publicKey: string;
  /** PKCS #8 in base64. */
  readonly privateKey: string;
}

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

export function sealTo(recipient: string, bytes: Buffer, about: string): string {
  const ephemeral = generateKeyPairSync('x25519');
  const to = publicKeyOf(recipient);
  const own = rawOf(ephemeral.publicKey);
  const key = sharedKey(ephemeral.privateKey, to, Buffer.concat([own, rawOf(to)]), about);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([own, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The bytes; undefined when they were not sealed to this key and about this. */
export function openSealed({ publicKey, privateKey }: KeyPair, sealed: string, about: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 32 + 12 + 16) return undefined;
  const [own, nonce, tag] = [bytes.subarray(0, 32), bytes.subarray(32, 44), bytes.subarray(-16)];
  const mine = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  try {
    const salt = Buffer.concat([own, rawOf(publicKeyOf(publicKey))]);
    const key = sharedKey(mine, fromRaw(own), salt, about);
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(about));
    return Buffer.concat([cipher.setAuthTag(tag).update(bytes.subarray(44, -16)), cipher.final()]);
  } catch {
    // Node says by throwing that a text is not authentic, or that a point is none of the curve's.
    return undefined;
  }
}

/** Whether this is an X25519 public key as we exchange them. */
export function isSealingKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === spkiHead.length + 32 && bytes.subarray(0, spkiHead.length).equals(spkiHead);
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject, salt: Buffer, about: string): Buffer {
  return Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), salt, `lapka-sealed:${about}`, 32));
}

/** What stands before the 32 bytes of the key in its usual encoding (RFC 8410). */
const spkiHead = Buffer.from('302a300506032b656e032100', 'hex');

function publicKeyOf(text: string): KeyObject {
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

function fromRaw(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' });
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}
