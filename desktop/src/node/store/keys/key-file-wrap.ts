import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok } from '@lapka/shared/base/result.ts';
import { readIfThere, replaceFile } from '../file/store-folder.ts';
import type { KeyWrap } from './key-wrap.ts';
import { closeBox, openBox } from './secret-box.ts';

/** Keeps the secret under a file that lies elsewhere, readable for this user only: on a server, a stick, a mounted volume. */
export function keyFileWrap(path: string): KeyWrap {
  return {
    kind: 'key-file',
    async wrap(secret) {
      let content = readIfThere(path);
      if (content === undefined) {
        content = randomBytes(32);
        mkdirSync(dirname(path), { recursive: true });
        replaceFile(path, content);
      }
      return ok(closeBox(keyFrom(content), secret));
    },
    async unwrap(wrapped) {
      const content = readIfThere(path);
      if (content === undefined) return err('UNAVAILABLE');
      const secret = openBox(keyFrom(content), wrapped);
      return secret === undefined ? err('REFUSED') : ok({ secret, wrapAgain: false });
    },
  };
}

/** Any file will do; only its exact content counts. */
function keyFrom(content: Uint8Array): Uint8Array {
  return createHash('sha256').update('lapka key file').update(content).digest();
}
