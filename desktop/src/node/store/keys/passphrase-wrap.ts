import { argon2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { err, ok } from '@lapka/shared/base/result.ts';
import type { KeyWrap } from './key-wrap.ts';
import { closeBox, openBox } from './secret-box.ts';

const derive = promisify(argon2);

/** About a tenth of a second and 64 MiB for one try. */
const effort = { parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 };

/** Keeps the secret under a passphrase, for a node without a keeper of its own. */
export function passphraseWrap(passphrase: string): KeyWrap {
  const keyFor = (nonce: Uint8Array): Promise<Uint8Array> =>
    derive('argon2id', { ...effort, message: Buffer.from(passphrase.normalize('NFC')), nonce });
  return {
    kind: 'passphrase',
    async wrap(secret) {
      const salt = randomBytes(16);
      return ok(`${salt.toString('base64')}.${closeBox(await keyFor(salt), secret)}`);
    },
    async unwrap(wrapped) {
      const [salt, box] = wrapped.split('.');
      if (salt === undefined || box === undefined) return err('REFUSED');
      const secret = openBox(await keyFor(Buffer.from(salt, 'base64')), box);
      return secret === undefined ? err('REFUSED') : ok({ secret, wrapAgain: false });
    },
  };
}
