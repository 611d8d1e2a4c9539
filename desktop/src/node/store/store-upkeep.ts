import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { FileKey } from './file/driver.ts';
import { faultBehind } from './file/fault.ts';
import { writeMark } from './file/mark.ts';
import type { StoreIdentity } from './file/facts.ts';
import { placeOf } from './file/open-file.ts';
import { keyPrint, type Seal } from './file/seal.ts';
import type { StoreFolder } from './file/store-folder.ts';
import { readUnsent, type UnsentLog } from './file/unsent-log.ts';
import type { ClinicTables } from './store-reader.ts';
import { sentSequences, unsentRecords } from './unsent-changes.ts';

const minute = 60_000;
/** Beyond this the log of unsent changes is gone through, for most of it will have been sent. */
const roomyLog = 1 << 20;

export interface UpkeepParts {
  readonly folder: StoreFolder;
  readonly key: FileKey | undefined;
  readonly identity: StoreIdentity;
  readonly documents: DocumentStore;
  readonly tables: ClinicTables;
  readonly unsent: UnsentLog;
  readonly seal: Seal;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
}

/** Keeps what lies beside the database in step with it: the mark, and the log of unsent changes. */
export class StoreUpkeep {
  readonly #parts: UpkeepParts;
  #cancel: () => void = () => {};
  #marked = '';

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
    parts.documents.gate.onDamage(() => this.#guarded(() => this.mark()));
  }

  /** To be called when the file is open: makes up for what a crash kept from being written. */
  start(): void {
    const { documents, folder, seal } = this.#parts;
    const { reached, unreadable } = readUnsent(folder.unsent, seal);
    if (reached < documents.file.lastSequence || unreadable > 0) this.#renewLog();
    this.mark();
    this.#tickLater();
  }

  stop(): void {
    this.#cancel();
    this.#guarded(() => this.mark());
  }

  /** Writes the mark when it says something new. */
  mark(): void {
    const { documents, folder, identity, key, tables } = this.#parts;
    const damaged = documents.gate.state === 'DAMAGED';
    const mark = {
      ...identity,
      keyPrint: keyPrint(key),
      sequence: documents.file.lastSequence,
      damaged,
      place: placeOf(folder.database) ?? '',
      tables: documents.catalogue.described(),
      sent: damaged ? {} : sentSequences(documents, tables),
    };
    const said = JSON.stringify(mark);
    if (said === this.#marked) return;
    writeMark(folder.mark, mark);
    this.#marked = said;
  }

  #tickLater(): void {
    this.#cancel = this.#parts.scheduler.after(minute, () => {
      this.#guarded(() => this.#tick());
      this.#tickLater();
    });
  }

  #tick(): void {
    const { documents, unsent } = this.#parts;
    if (documents.gate.state !== 'READY') return;
    if (unsent.incomplete || unsent.size > roomyLog) this.#renewLog();
    this.mark();
  }

  #renewLog(): void {
    const { documents, folder, seal, tables, unsent } = this.#parts;
    const { records } = readUnsent(folder.unsent, seal);
    unsent.rewrite(unsentRecords(documents, tables, records), documents.file.lastSequence);
  }

  /** A disk that takes no writes must not end the process; the next minute tries again. */
  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      const isDisk = faultBehind(error) !== undefined || (error instanceof Error && 'syscall' in error);
      if (!isDisk) throw error;
      this.#parts.logger.warn('store.upkeep_failed', { error: String(error) });
    }
  }
}
