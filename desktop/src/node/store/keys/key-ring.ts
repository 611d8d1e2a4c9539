import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defineFailures, type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { FileKey } from '../file/driver.ts';
import { readIfThere, replaceFile, sizeOf, storeFolder } from '../file/store-folder.ts';
import type { KeyWrap } from './key-wrap.ts';

export const storeKeyFailures = defineFailures({
  STORE_KEY_LOCKED: {
    cause: 'None of the ways this computer has opens the key of the database ({{kinds}}).',
    remedy: 'Sign in as the user who set the program up, or use the recovery key the clinic owner holds.',
    ru: 'Ключ базы данных не открывается на этом компьютере. Воспользуйтесь ключом восстановления.',
    en: 'The key of the database does not open on this computer. Please use the recovery key.',
  },
  STORE_KEY_LOST: {
    cause: 'The folder has a database but no file of keys that can be read.',
    remedy: 'Bring keys.json back from a backup of the folder, or recover the key through the server.',
    ru: 'Файл ключей базы данных пропал. Воспользуйтесь ключом восстановления.',
    en: 'The file with the keys of the database is gone. Please use the recovery key.',
  },
  STORE_KEY_NOT_KEPT: {
    cause: 'The new key could not be kept: no keeper of keys is available ({{kinds}}).',
    remedy: 'On Linux, set up a keyring (libsecret or KWallet), or start the node with a key file.',
    ru: 'На этом компьютере негде безопасно хранить ключ. Настройте связку ключей.',
    en: 'This computer has no safe place for the key. Please set up a keyring.',
  },
});
export type StoreKeyFailure = Failure<keyof typeof storeKeyFailures>;

const entrySchema = z.strictObject({ kind: z.string(), wrapped: z.string() });
const contentSchema = z.strictObject({ entries: z.array(entrySchema).min(1) });
const fileSchema = z.strictObject({ content: contentSchema, sum: z.string() });
type Content = z.infer<typeof contentSchema>;

/**
 * The key of a store's file: made once, at random, and kept in the folder wrapped in several ways, in two copies. It is
 * never made anew where a database is, whatever happened to the keys.
 */
export async function storeKey(root: string, wraps: readonly KeyWrap[]): Promise<Result<FileKey, StoreKeyFailure>> {
  mkdirSync(root, { recursive: true });
  const content = readKeys(root);
  if (content === undefined) return hasStore(root) ? err(failure('STORE_KEY_LOST')) : create(root, wraps);
  for (const wrap of wraps) {
    const entry = content.entries.find(({ kind }) => kind === wrap.kind);
    const opened = entry === undefined ? undefined : await wrap.unwrap(entry.wrapped);
    if (opened?.ok !== true) continue;
    const { secret, wrapAgain } = opened.value;
    await complete(root, content, secret, wraps, wrapAgain ? wrap.kind : undefined);
    return ok(keyFrom(secret));
  }
  return err(failure('STORE_KEY_LOCKED', { kinds: wraps.map(({ kind }) => kind) }));
}

/** What a wrap of some kind holds, to be opened elsewhere: the recovery wrap, by the server. */
export function wrappedKey(root: string, kind: string): string | undefined {
  return readKeys(root)?.entries.find((entry) => entry.kind === kind)?.wrapped;
}

/** Takes a recovered secret over: from now on this computer's own ways open it again. */
export async function adoptKey(
  root: string,
  secret: Uint8Array,
  wraps: readonly KeyWrap[],
): Promise<Result<FileKey, StoreKeyFailure>> {
  mkdirSync(root, { recursive: true });
  const kept = (readKeys(root)?.entries ?? []).filter(({ kind }) => wraps.every((wrap) => wrap.kind !== kind));
  return keep(root, secret, wraps, kept);
}

async function create(root: string, wraps: readonly KeyWrap[]): Promise<Result<FileKey, StoreKeyFailure>> {
  return keep(root, randomBytes(48), wraps, []);
}

async function keep(
  root: string,
  secret: Uint8Array,
  wraps: readonly KeyWrap[],
  others: Content['entries'],
): Promise<Result<FileKey, StoreKeyFailure>> {
  const entries = [...others];
  let openable = false;
  for (const wrap of wraps) {
    const wrapped = await wrap.wrap(secret);
    if (!wrapped.ok) continue;
    entries.push({ kind: wrap.kind, wrapped: wrapped.value });
    openable ||= wrap.kind !== 'recovery';
  }
  if (!openable) return err(failure('STORE_KEY_NOT_KEPT', { kinds: wraps.map(({ kind }) => kind) }));
  writeKeys(root, { entries });
  return ok(keyFrom(secret));
}

/** Adds the ways that are not there yet, and renews the one whose keeper asked for it. */
async function complete(
  root: string,
  { entries }: Content,
  secret: Uint8Array,
  wraps: readonly KeyWrap[],
  renew: string | undefined,
): Promise<void> {
  const kept = entries.filter(({ kind }) => kind !== renew);
  const missing = wraps.filter((wrap) => kept.every(({ kind }) => kind !== wrap.kind));
  const added: Content['entries'] = [];
  for (const wrap of missing) {
    const wrapped = await wrap.wrap(secret);
    if (wrapped.ok) added.push({ kind: wrap.kind, wrapped: wrapped.value });
  }
  if (added.length > 0 || copies(root).some((path) => readCopy(path) === undefined)) {
    // When renewing failed, the old wrap still opens.
    const renewed = renew === undefined || added.some(({ kind }) => kind === renew);
    writeKeys(root, { entries: [...(renewed ? kept : entries), ...added] });
  }
}

function readKeys(root: string): Content | undefined {
  return copies(root)
    .map(readCopy)
    .find((content) => content !== undefined);
}

function writeKeys(root: string, content: Content): void {
  const text = JSON.stringify({ content, sum: sumOf(content) });
  for (const path of copies(root)) replaceFile(path, text);
}

function readCopy(path: string): Content | undefined {
  const text = readIfThere(path)?.toString('utf8');
  if (text === undefined) return undefined;
  try {
    const { content, sum } = fileSchema.parse(JSON.parse(text));
    return sumOf(content) === sum ? content : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function copies(root: string): string[] {
  return [join(root, 'keys.json'), join(root, 'keys.copy.json')];
}

function sumOf(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function hasStore(root: string): boolean {
  const folder = storeFolder(root);
  return sizeOf(folder.database) !== undefined || sizeOf(folder.mark) !== undefined;
}

/** The first 32 bytes are the key, the others the salt in the head of the file. */
function keyFrom(secret: Uint8Array): FileKey {
  return { bytes: secret.slice(0, 32), salt: secret.slice(32, 48) };
}
