import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFileWrap } from './key-file-wrap.ts';
import { adoptKey, storeKey, wrappedKey } from './key-ring.ts';
import { passphraseWrap } from './passphrase-wrap.ts';
import { createRecoveryKey, openWithRecoveryKey, recoveryWrap } from './recovery-wrap.ts';
import { type SafeStorage, safeStorageWrap } from './safe-storage-wrap.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapka-keys-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const keys = () => join(root, 'keys.json');
const copy = () => join(root, 'keys.copy.json');

/** An operating system that keeps secrets for one user. */
function operatingSystem(
  user: string,
  settings: { backend?: string; available?: boolean; renews?: boolean } = {},
): SafeStorage {
  const { backend, available = true, renews = false } = settings;
  const mark = `kept for ${user}:`;
  return {
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text) => Buffer.from(mark + text),
    async decryptStringAsync(encrypted) {
      if (!encrypted.toString().startsWith(mark)) throw new Error('decryption failed');
      return { result: encrypted.toString().slice(mark.length), shouldReEncrypt: renews };
    },
    ...(backend !== undefined && { getSelectedStorageBackend: () => backend }),
  };
}

const kept = async (...wraps: Parameters<typeof storeKey>[1]) => {
  const key = await storeKey(root, wraps);
  if (!key.ok) throw new Error(key.error.code);
  return Buffer.from(key.value.bytes).toString('hex');
};

describe('the key of a store', () => {
  it.each([
    ['a passphrase', () => passphraseWrap('correct horse')],
    ['a key file', () => keyFileWrap(join(root, 'elsewhere', 'lapka.key'))],
    ['the operating system', () => safeStorageWrap(operatingSystem('anna'))],
  ])('is made once and opened again with %s', async (_way, wrap) => {
    const first = await kept(wrap());
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await kept(wrap())).toBe(first);
    expect(readFileSync(keys(), 'utf8')).not.toContain(first);
  });

  it('is never told to a wrong passphrase, another user or another key file', async () => {
    await kept(passphraseWrap('right'), safeStorageWrap(operatingSystem('anna')), keyFileWrap(join(root, 'a.key')));
    writeFileSync(join(root, 'b.key'), 'other');
    for (const wrap of [
      passphraseWrap('wrong'),
      safeStorageWrap(operatingSystem('boris')),
      keyFileWrap(join(root, 'b.key')),
      keyFileWrap(join(root, 'nowhere.key')),
    ]) {
      expect(await storeKey(root, [wrap])).toMatchObject({ ok: false, error: { code: 'STORE_KEY_LOCKED' } });
    }
  });

  it('opens by the next way when the first does not', async () => {
    const first = await kept(safeStorageWrap(operatingSystem('anna')), passphraseWrap('right'));
    expect(await kept(safeStorageWrap(operatingSystem('boris')), passphraseWrap('right'))).toBe(first);
  });

  it('survives the loss of either copy of the file of keys, and mends it', async () => {
    const first = await kept(passphraseWrap('right'));
    writeFileSync(keys(), 'damaged');
    expect(await kept(passphraseWrap('right'))).toBe(first);
    expect(readFileSync(keys(), 'utf8')).toBe(readFileSync(copy(), 'utf8'));
    rmSync(copy());
    expect(await kept(passphraseWrap('right'))).toBe(first);
    expect(readFileSync(copy(), 'utf8')).toBe(readFileSync(keys(), 'utf8'));
  });

  it('is not made anew where a database is', async () => {
    await kept(passphraseWrap('right'));
    writeFileSync(join(root, 'lapka.db'), 'a database');
    rmSync(keys());
    rmSync(copy());
    expect(await storeKey(root, [passphraseWrap('right')])).toMatchObject({
      ok: false,
      error: { code: 'STORE_KEY_LOST' },
    });
  });

  it('is not made at all where nothing can keep it', async () => {
    for (const settings of [{ backend: 'basic_text' }, { backend: 'unknown' }, { available: false }]) {
      const made = await storeKey(root, [safeStorageWrap(operatingSystem('anna', settings))]);
      expect(made).toMatchObject({ ok: false, error: { code: 'STORE_KEY_NOT_KEPT' } });
    }
    const { publicKey } = createRecoveryKey();
    expect(await storeKey(root, [recoveryWrap(publicKey)])).toMatchObject({ error: { code: 'STORE_KEY_NOT_KEPT' } });
  });

  it('is wrapped anew when the operating system asks for it', async () => {
    const first = await kept(safeStorageWrap(operatingSystem('anna')));
    const before = readFileSync(keys(), 'utf8');
    let wrapped = 0;
    const renewing = operatingSystem('anna', { renews: true });
    const counting = {
      ...renewing,
      encryptStringAsync: (text: string) => {
        wrapped += 1;
        return renewing.encryptStringAsync(text);
      },
    };
    expect(await kept(safeStorageWrap(counting))).toBe(first);
    expect(wrapped).toBe(1);
    expect(readFileSync(keys(), 'utf8')).toBe(before);
  });
});

describe('the recovery key', () => {
  it('gives the store back on a computer that cannot open it', async () => {
    const recovery = createRecoveryKey();
    const first = await kept(safeStorageWrap(operatingSystem('anna')), recoveryWrap(recovery.publicKey));
    const stranger = [safeStorageWrap(operatingSystem('boris')), recoveryWrap(recovery.publicKey)];
    expect(await storeKey(root, stranger)).toMatchObject({ ok: false, error: { code: 'STORE_KEY_LOCKED' } });
    const secret = openWithRecoveryKey(recovery.privateKey, wrappedKey(root, 'recovery')!);
    await adoptKey(root, secret!, stranger);
    expect(await kept(...stranger)).toBe(first);
  });

  it('can be added later', async () => {
    const first = await kept(passphraseWrap('right'));
    const recovery = createRecoveryKey();
    expect(await kept(passphraseWrap('right'), recoveryWrap(recovery.publicKey))).toBe(first);
    const secret = openWithRecoveryKey(recovery.privateKey, wrappedKey(root, 'recovery')!);
    expect(Buffer.from(secret!.slice(0, 32)).toString('hex')).toBe(first);
  });

  it('opens nothing for another clinic', async () => {
    const recovery = createRecoveryKey();
    await kept(passphraseWrap('right'), recoveryWrap(recovery.publicKey));
    const other = createRecoveryKey();
    expect(openWithRecoveryKey(other.privateKey, wrappedKey(root, 'recovery')!)).toBeUndefined();
  });
});
