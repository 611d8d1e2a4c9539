import { resolve } from 'node:path';
import { keyFileWrap } from './key-file-wrap.ts';
import type { KeyWrap } from './key-wrap.ts';
import { passphraseWrap } from './passphrase-wrap.ts';

/**
 * How a desk under plain Node keeps its key: under a passphrase when one is given; else under a key file beside the data
 * folder, so that the folder alone tells nothing.
 */
export function nodeWraps(dataFolder: string, passphrase: string | undefined): KeyWrap[] {
  return [passphrase === undefined ? keyFileWrap(`${resolve(dataFolder)}.key`) : passphraseWrap(passphrase)];
}
