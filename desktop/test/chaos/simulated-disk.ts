import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { DiskEvent } from './disk-log.ts';

/** What a disk may have done with writes it was not told to make durable: nothing, everything, or any part of it. */
export type CutMode = 'none' | 'all' | 'subset';

type Write = Extract<DiskEvent, { kind: 'WRITE' | 'TRUNCATE' }>;
type Naming =
  | { readonly kind: 'CREATE'; readonly path: string; readonly inode: bigint }
  | Extract<DiskEvent, { kind: 'UNLINK' | 'RENAME' }>;

const sector = 512;

/**
 * A disk with a cache: a sync makes durable what was written to its file before, and all that was done to names before.
 * Everything else is at the mercy of the power.
 */
export class SimulatedDisk {
  readonly #files = new Map<bigint, { durable: Buffer; pending: Write[] }>();
  /** The names as the running system sees them, and as they are on the disk for sure. */
  readonly #names = new Map<string, bigint>();
  readonly #durableNames = new Map<string, bigint>();
  #pendingNames: Naming[] = [];

  apply(event: DiskEvent): void {
    switch (event.kind) {
      case 'WRITE':
      case 'TRUNCATE':
        this.#know(event.path, event.inode);
        this.#file(event.inode).pending.push(event);
        return;
      case 'SYNC':
        for (const naming of this.#pendingNames) rename(this.#durableNames, naming);
        this.#pendingNames = [];
        this.#makeDurable(event.inode);
        return;
      case 'UNLINK':
      case 'RENAME':
        rename(this.#names, event);
        this.#pendingNames.push(event);
        return;
      case 'SAID':
        return;
    }
  }

  /** The files there are when the power comes back, by their paths. */
  cut(mode: CutMode, chooser: SeededChooser): Map<string, Buffer> {
    const names = new Map(this.#durableNames);
    // Names change in order: a journalled file system keeps a beginning of what was under way.
    const kept =
      mode === 'none' ? 0 : mode === 'all' ? this.#pendingNames.length : chooser.between(0, this.#pendingNames.length);
    for (const naming of this.#pendingNames.slice(0, kept)) rename(names, naming);
    return new Map([...names].map(([path, inode]) => [path, this.#contentAfter(inode, mode, chooser)]));
  }

  #know(path: string, inode: bigint): void {
    if (this.#names.get(path) === inode) return;
    this.#names.set(path, inode);
    this.#pendingNames.push({ kind: 'CREATE', path, inode });
  }

  #file(inode: bigint): { durable: Buffer; pending: Write[] } {
    const file = this.#files.get(inode) ?? { durable: Buffer.alloc(0), pending: [] };
    this.#files.set(inode, file);
    return file;
  }

  #makeDurable(inode: bigint): void {
    const file = this.#file(inode);
    for (const write of file.pending) file.durable = written(file.durable, write);
    file.pending = [];
  }

  #contentAfter(inode: bigint, mode: CutMode, chooser: SeededChooser): Buffer {
    const { durable, pending } = this.#file(inode);
    let content: Buffer = Buffer.from(durable);
    if (mode === 'none') return content;
    for (const write of pending) {
      if (mode === 'all') content = written(content, write);
      else content = partly(content, write, chooser);
    }
    return content;
  }
}

/** Two in five writes are lost, two arrive whole, and of one only some sectors arrive. */
function partly(content: Buffer, write: Write, chooser: SeededChooser): Buffer {
  const fate = chooser.weighted({ lost: 2, whole: 2, torn: 1 });
  if (fate === 'lost') return content;
  if (fate === 'whole' || write.kind === 'TRUNCATE') return written(content, write);
  let result = content;
  for (let at = 0; at < write.data.length; at += sector) {
    if (chooser.chance(0.5)) continue;
    const data = write.data.subarray(at, at + sector);
    result = written(result, { ...write, offset: write.offset + at, data });
  }
  return result;
}

function written(content: Buffer, write: Write): Buffer {
  if (write.kind === 'TRUNCATE') return grown(content, write.length).subarray(0, write.length);
  const result = grown(content, write.offset + write.data.length);
  write.data.copy(result, write.offset);
  return result;
}

/** Grows in steps, for a log is appended to in thousands of small writes. */
function grown(content: Buffer, length: number): Buffer {
  if (content.length >= length) return content;
  if (content.buffer.byteLength - content.byteOffset >= length) {
    const larger = Buffer.from(content.buffer, content.byteOffset, length);
    larger.fill(0, content.length);
    return larger;
  }
  const roomy = Buffer.alloc(Math.max(length * 2, 65_536));
  content.copy(roomy);
  return roomy.subarray(0, length);
}

function rename(names: Map<string, bigint>, naming: Naming): void {
  if (naming.kind === 'CREATE') {
    names.set(naming.path, naming.inode);
    return;
  }
  const inode = names.get(naming.path);
  names.delete(naming.path);
  if (naming.kind === 'RENAME' && inode !== undefined) names.set(naming.to, inode);
}
