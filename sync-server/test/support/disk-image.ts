import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** The files of a folder as they are on the disk at one moment, without its subfolders. */
export interface DiskImage {
  readonly files: ReadonlyMap<string, Buffer>;
}

export function imageOf(folder: string): DiskImage {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return { files: new Map(names.map(({ name }) => [name, readFileSync(path.join(folder, name))])) };
}

/** Makes the folder what it was. Files that are still there stay the same files of the disk, as after a kill. */
export function putBack(folder: string, { files }: DiskImage): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && !files.has(entry.name)) rmSync(path.join(folder, entry.name));
  }
  for (const [name, content] of files) {
    const file = openSync(path.join(folder, name), 'a');
    ftruncateSync(file);
    writeSync(file, content);
    closeSync(file);
  }
}
