import { readFileSync } from 'node:fs';

/** One thing a process did to its disk, or said, as the recording library wrote it down. */
export type DiskEvent =
  | {
      readonly kind: 'WRITE';
      readonly path: string;
      readonly inode: bigint;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly kind: 'SYNC'; readonly path: string; readonly inode: bigint }
  | { readonly kind: 'TRUNCATE'; readonly path: string; readonly inode: bigint; readonly length: number }
  | { readonly kind: 'UNLINK'; readonly path: string }
  | { readonly kind: 'RENAME'; readonly path: string; readonly to: string }
  | { readonly kind: 'SAID'; readonly text: string };

const headerLength = 32;

export function readDiskLog(path: string): DiskEvent[] {
  const log = readFileSync(path);
  const events: DiskEvent[] = [];
  for (let at = 0; at + headerLength <= log.length;) {
    const [pathLength, dataLength] = [log.readUInt32LE(at + 4), log.readUInt32LE(at + 8)];
    const end = at + headerLength + pathLength + dataLength;
    // The process was killed while it wrote this.
    if (end > log.length) break;
    const name = log.toString('utf8', at + headerLength, at + headerLength + pathLength);
    const data = log.subarray(at + headerLength + pathLength, end);
    events.push(eventOf(String.fromCharCode(log.readUInt32LE(at)), name, log, at, data));
    at = end;
  }
  return events;
}

function eventOf(type: string, path: string, log: Buffer, at: number, data: Buffer): DiskEvent {
  const inode = log.readBigUInt64LE(at + 16);
  const offset = Number(log.readBigUInt64LE(at + 24));
  switch (type) {
    case 'W':
      return { kind: 'WRITE', path, inode, offset, data };
    case 'S':
      return { kind: 'SYNC', path, inode };
    case 'T':
      return { kind: 'TRUNCATE', path, inode, length: offset };
    case 'U':
      return { kind: 'UNLINK', path };
    case 'R':
      return { kind: 'RENAME', path, to: data.toString('utf8') };
    case 'A':
      return { kind: 'SAID', text: data.toString('utf8') };
    default:
      throw new Error(`the disk log has a record of type ${type}`);
  }
}
