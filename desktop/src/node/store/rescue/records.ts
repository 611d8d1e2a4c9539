import type { SqlValue } from '../file/driver.ts';
import type { Pages } from './pages.ts';

/** One row of a table or entry of an index, found on its own page without the pages that lead there. */
export interface FoundRecord {
  readonly kind: 'ROW' | 'ENTRY';
  /** The number of a row; an entry has it as its last value. */
  readonly rowId: number;
  readonly values: readonly SqlValue[];
}

const tableLeaf = 0x0d;
const indexLeaf = 0x0a;
/** Pages that lead to others hold entries of an index, too, and these are nowhere else. */
const indexInterior = 0x02;
const fileHeader = 100;

/** All rows and entries on pages that can be read. What runs over onto a damaged page is left out. */
export function* foundRecords(pages: Pages): Generator<FoundRecord> {
  const free = freePages(pages);
  for (const [number, page] of pages.readable) {
    if (free.has(number)) continue;
    const start = number === 1 ? fileHeader : 0;
    const type = page[start];
    if (type !== tableLeaf && type !== indexLeaf && type !== indexInterior) continue;
    const cells = page.readUInt16BE(start + 3);
    const pointers = start + (type === indexInterior ? 12 : 8);
    // A page of something else, the middle of a long text, may begin like one of these.
    if (pointers + cells * 2 > pages.usable) continue;
    for (let cell = 0; cell < cells; cell++) {
      const at = page.readUInt16BE(pointers + cell * 2) + (type === indexInterior ? 4 : 0);
      const found = recordAt(pages, page, at, type === tableLeaf);
      if (found !== undefined) yield found;
    }
  }
}

function recordAt(pages: Pages, page: Buffer, at: number, isRow: boolean): FoundRecord | undefined {
  try {
    const length = varint(page, at);
    const rowId = isRow ? varint(page, length.next) : { value: 0, next: length.next };
    const payload = payloadAt(pages, page, rowId.next, length.value, isRow);
    const values = payload && recordValues(payload);
    return values && { kind: isRow ? 'ROW' : 'ENTRY', rowId: rowId.value, values };
  } catch (error) {
    // Numbers that lead out of the page: it was no such page after all.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The whole payload of a cell, put together from the pages it runs over; undefined when one of them is damaged. */
function payloadAt(
  { readable, usable }: Pages,
  page: Buffer,
  at: number,
  length: number,
  isRow: boolean,
): Buffer | undefined {
  const most = isRow ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (length <= most) return page.subarray(at, at + length);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  const here = fitting <= most ? fitting : least;
  const parts = [page.subarray(at, at + here)];
  let next = page.readUInt32BE(at + here);
  for (let left = length - here; left > 0; left -= usable - 4) {
    const over = readable.get(next);
    if (over === undefined) return undefined;
    parts.push(over.subarray(4, 4 + Math.min(left, usable - 4)));
    next = over.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function recordValues(payload: Buffer): SqlValue[] | undefined {
  const header = varint(payload, 0);
  const values: SqlValue[] = [];
  let at = header.value;
  for (let type = header.next; type < header.value;) {
    const serial = varint(payload, type);
    type = serial.next;
    const length = lengthOf(serial.value);
    if (length === undefined || at + length > payload.length) return undefined;
    values.push(valueOf(serial.value, payload.subarray(at, at + length)));
    at += length;
  }
  return at === payload.length ? values : undefined;
}

function lengthOf(serial: number): number | undefined {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][serial];
}

function valueOf(serial: number, bytes: Buffer): SqlValue {
  if (serial === 0) return null;
  if (serial === 7) return bytes.readDoubleBE(0);
  if (serial === 8 || serial === 9) return serial - 8;
  if (serial < 7) return bytes.length > 6 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, bytes.length);
  return serial % 2 === 1 ? bytes.toString('utf8') : bytes;
}

/** SQLite's numbers of one to nine bytes. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes.readUInt8(at + index);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), next: at + 9 };
}

/** Pages that hold nothing any more; what is still to be read on them was replaced or removed. */
function freePages({ readable }: Pages): Set<number> {
  const free = new Set<number>();
  const first = readable.get(1);
  for (let trunk = first?.readUInt32BE(32) ?? 0; trunk !== 0 && !free.has(trunk);) {
    free.add(trunk);
    const page = readable.get(trunk);
    if (page === undefined) break;
    const leaves = page.readUInt32BE(4);
    for (let at = 8; at < 8 + leaves * 4 && at + 4 <= page.length; at += 4) free.add(page.readUInt32BE(at));
    trunk = page.readUInt32BE(0);
  }
  return free;
}
