import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What a key is for. Each purpose has a key of its own, so that nothing made for one is good for another. */
export type Purpose =
  | 'ACCESS_TOKENS'
  | 'REFRESH_TOKENS'
  | 'CODES'
  | 'ATTEMPTS'
  | 'SECOND_FACTORS'
  | 'RECOVERY_KEYS'
  | 'MAILS';

/**
 * The one secret of the server, from which all its keys are made. It lives outside the database, so that a copy of the
 * database opens nothing. The older secrets still open what they have sealed, so that the secret can be changed.
 */
export class ServerSecret {
  readonly #roots: readonly Root[];

  constructor(current: string, older: readonly string[] = []) {
    this.#roots = [current, ...older].map((text) => ({ id: idOf(text), bytes: Buffer.from(text) }));
  }

  /** A hash that cannot be tried out without the secret. */
  hash(purpose: Purpose, text: string): string {
    return createHmac('sha256', this.#present(purpose)).update(text).digest('base64url');
  }

  /** Makes a text unreadable. `about` says what it belongs to: moved elsewhere, it does not open. */
  seal(purpose: Purpose, text: string, about: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#present(purpose), nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [this.#roots[0]?.id, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** Throws when the text was not sealed here, for this purpose and about this: somebody has been at the database. */
  open(purpose: Purpose, text: string, about: string): string {
    const [id, nonce = '', sealed = '', tag = ''] = text.split('.');
    const root = this.#roots.find((each) => each.id === id);
    if (root === undefined) throw new Error(`sealed with a secret this server does not have (${id})`);
    const part = (encoded: string): Buffer => Buffer.from(encoded, 'base64url');
    const cipher = createDecipheriv('aes-256-gcm', keyOf(root, purpose), part(nonce), { authTagLength: 16 });
    cipher.setAAD(Buffer.from(about)).setAuthTag(part(tag));
    return Buffer.concat([cipher.update(part(sealed)), cipher.final()]).toString('utf8');
  }

  /** Thirty-two bytes for a key pair, for each secret in use, the present one first. */
  seeds(purpose: Purpose): readonly { readonly id: string; readonly seed: Buffer }[] {
    return this.#roots.map((root) => ({ id: root.id, seed: keyOf(root, purpose) }));
  }

  #present(purpose: Purpose): Buffer {
    const [root] = this.#roots;
    if (root === undefined) throw new Error('a server has a secret');
    return keyOf(root, purpose);
  }
}

interface Root {
  readonly id: string;
  readonly bytes: Buffer;
}

function keyOf({ bytes }: Root, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, '', `lapka ${purpose}`, 32));
}

/** Names a secret without telling anything of it. */
function idOf(text: string): string {
  return createHash('sha256').update(`lapka secret id ${text}`).digest('hex').slice(0, 8);
}
