import { err, ok } from '@lapka/shared/base/result.ts';
import type { KeyWrap } from './key-wrap.ts';

/** The part of Electron's safeStorage that is used: its asynchronous one, for the other is going away. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  /** Linux only: what stands behind it there may be no keeper at all. */
  getSelectedStorageBackend?(): string;
}

/** Not a secret from anybody who can read the file. */
const openBackends = ['basic_text', 'unknown'];

/** Lets the operating system keep the secret: for the signed-in user of this computer only. */
export function safeStorageWrap(storage: SafeStorage): KeyWrap {
  const available = async (): Promise<boolean> => {
    const backend = storage.getSelectedStorageBackend?.();
    return (backend === undefined || !openBackends.includes(backend)) && storage.isAsyncEncryptionAvailable();
  };
  return {
    kind: 'operating-system',
    async wrap(secret) {
      if (!(await available())) return err('UNAVAILABLE');
      const wrapped = await storage.encryptStringAsync(Buffer.from(secret).toString('base64'));
      return ok(wrapped.toString('base64'));
    },
    async unwrap(wrapped) {
      if (!(await available())) return err('UNAVAILABLE');
      try {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(wrapped, 'base64'));
        return ok({ secret: Buffer.from(result, 'base64'), wrapAgain: shouldReEncrypt });
      } catch {
        // It has no other way to say that another user, another computer or a changed keyring made the wrap.
        return err('REFUSED');
      }
    },
  };
}
