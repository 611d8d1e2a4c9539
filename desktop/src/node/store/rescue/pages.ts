import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { type FileKey, pageReserve, pageSize } from '../file/driver.ts';
import { databaseFiles, readIfThere } from '../file/store-folder.ts';

/** The pages of a database as its last complete transaction left them, as far as they can be trusted. */
export interface Pages {
  /** By their number, which starts at one. */
  readonly readable: ReadonlyMap<number, Buffer>;
  /** The numbers of pages that are not what was written. */
  readonly damaged: ReadonlySet<number>;
  /** How many bytes of a page SQLite uses. */
  readonly usable: number;
}

const headerLength = 32;
const frameHeaderLength = 24;
const saltLength = 16;

/**
 * Reads the pages of a database and its log without SQLite, which gives up where a page on the way is damaged. Every
 * page carries a code that only the key can have made, so what is returned is what was written.
 */
export function readPages(database: string, key: FileKey | undefined): Pages {
  const content = readIfThere(database) ?? Buffer.alloc(0);
  const [, logPath = ''] = databaseFiles(database);
  const log = readIfThere(logPath) ?? Buffer.alloc(0);
  const unlock = key === undefined ? clear : unlockerOf(key, content);
  const readable = new Map<number, Buffer>();
  const damaged = new Set<number>();
  const take = (number: number, sealed: Buffer): void => {
    const page = sealed.length === pageSize ? unlock(number, sealed) : undefined;
    damaged.delete(number);
    readable.delete(number);
    if (page === undefined) damaged.add(number);
    else readable.set(number, page);
  };
  for (let at = 0; at < content.length; at += pageSize) take(at / pageSize + 1, content.subarray(at, at + pageSize));
  for (const { number, page } of committedFrames(log)) take(number, page);
  return { readable, damaged, usable: key === undefined ? pageSize : pageSize - pageReserve };
}

type Unlock = (number: number, sealed: Buffer) => Buffer | undefined;

/** A file in the clear has no codes: whatever is there has to be believed. */
const clear: Unlock = (_number, page) => page;

/** The page format of SQLCipher 4: AES-256-CBC, and HMAC-SHA512 over text, vector and page number. */
function unlockerOf({ bytes, salt }: FileKey, content: Buffer): Unlock {
  const ownSalt = salt ?? content.subarray(0, saltLength);
  const mask = Buffer.from(ownSalt.map((byte) => byte ^ 0x3a));
  const codeKey = pbkdf2Sync(bytes, mask, 2, 32, 'sha512');
  return (number, sealed) => {
    const start = number === 1 ? saltLength : 0;
    const text = sealed.subarray(start, pageSize - pageReserve);
    const vector = sealed.subarray(pageSize - pageReserve, pageSize - pageReserve + 16);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(number);
    const code = createHmac('sha512', codeKey).update(text).update(vector).update(place).digest();
    if (!timingSafeEqual(code, sealed.subarray(-code.length))) return undefined;
    const cipher = createDecipheriv('aes-256-cbc', bytes, vector).setAutoPadding(false);
    return Buffer.concat([Buffer.alloc(start), cipher.update(text), cipher.final()]);
  };
}

/**
 * The frames of the log up to the last one that ends a transaction. Frames of an earlier round of the log carry other
 * salts. SQLite stops at the first frame that does not add up; here a damaged one is simply damaged.
 */
function committedFrames(log: Buffer): { readonly number: number; readonly page: Buffer }[] {
  const frames: { readonly number: number; readonly page: Buffer }[] = [];
  let committed = 0;
  const frameLength = frameHeaderLength + pageSize;
  for (let at = headerLength; at + frameLength <= log.length; at += frameLength) {
    if (!log.subarray(at + 8, at + 16).equals(log.subarray(16, 24))) break;
    const page = log.subarray(at + frameHeaderLength, at + frameLength);
    frames.push({ number: log.readUInt32BE(at), page });
    const endsTransaction = log.readUInt32BE(at + 4) !== 0;
    if (endsTransaction) committed = frames.length;
  }
  return frames.slice(0, committed);
}
