import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { epochMilliseconds, type Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { FileKey } from '../file/driver.ts';
import type { StoreFolder } from '../file/store-folder.ts';
import type { WriteGate } from '../file/write-gate.ts';
import { type Backup, backupPath, backupsIn, prune } from './backups.ts';
import { type JobDone, maintain, type MaintenanceJob } from './maintenance.ts';

const hour = 3_600_000;
/** Soon after the start, but not while the screens are being drawn. */
const firstLook = 10_000;

interface CareParts {
  readonly folder: StoreFolder;
  readonly key: FileKey | undefined;
  readonly gate: WriteGate;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  /** Where the worker's program lies, when it is not beside the sources. */
  readonly worker: URL | undefined;
}

/**
 * Looks after the file in the background: a quick check after the start, a backup every hour, a thorough check every
 * night. Damage that is found stops all writing at once.
 */
export class StoreCare implements Closable {
  readonly #parts: CareParts;
  #running: Promise<unknown> = Promise.resolve();
  #cancel: () => void = () => {};
  #checkedOn: string;

  constructor(parts: CareParts) {
    this.#parts = parts;
    this.#checkedOn = dayOf(parts.clock.now());
  }

  start(): void {
    this.#later(firstLook, async () => {
      await this.check(false);
      await this.#hourly();
    });
  }

  /** Writes a verified copy; answers where it lies. */
  async backUp(): Promise<Result<Backup, Failure<'STORE_BACKUP_FAILED'>>> {
    const { folder, clock, logger } = this.#parts;
    const at = clock.now();
    const path = backupPath(folder, at);
    const done = await this.#do({ kind: 'BACKUP', database: folder.database, key: this.#parts.key, target: path });
    if (done.kind !== 'WHOLE') return err(failure('STORE_BACKUP_FAILED', { reason: done.reason }));
    prune(folder, at);
    logger.info('store.backed_up', {});
    return ok({ path, at });
  }

  async check(thorough: boolean): Promise<JobDone> {
    const { folder, key } = this.#parts;
    return this.#do({ kind: 'CHECK', database: folder.database, key, thorough });
  }

  async close(): Promise<void> {
    this.#cancel();
    await this.#running;
  }

  async #hourly(): Promise<void> {
    const now = this.#parts.clock.now();
    const [newest] = backupsIn(this.#parts.folder);
    const age = newest === undefined ? Infinity : epochMilliseconds(now) - epochMilliseconds(newest.at);
    if (age >= hour) await this.backUp();
    if (this.#checkedOn !== dayOf(now)) {
      this.#checkedOn = dayOf(now);
      await this.check(true);
    }
    this.#later(hour, () => this.#hourly());
  }

  /** One job at a time. */
  #do(job: MaintenanceJob): Promise<JobDone> {
    const done = this.#running.then(() => maintain(job, this.#parts.worker));
    this.#running = done.then((outcome) => this.#note(outcome));
    return done;
  }

  #note(outcome: JobDone): void {
    if (outcome.kind === 'WHOLE') return;
    this.#parts.logger.error('store.maintenance', { outcome: outcome.kind, reason: outcome.reason });
    if (outcome.kind === 'DAMAGED') this.#parts.gate.foundDamage(outcome.reason);
  }

  #later(milliseconds: number, act: () => Promise<void>): void {
    this.#cancel = this.#parts.scheduler.after(milliseconds, () => {
      act().catch((error: unknown) => this.#parts.logger.error('store.maintenance', { error: String(error) }));
    });
  }
}

function dayOf(instant: Instant): string {
  return instant.slice(0, 10);
}
