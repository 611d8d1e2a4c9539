import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { epochMilliseconds } from '@lapka/shared/base/instant.ts';
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
 * day. Damage that is found stops all writing at once.
 */
export class StoreCare implements Closable {
  readonly #parts: CareParts;
  #running: Promise<unknown> = Promise.resolve();
  #cancel: () => void = () => {};
  #closed = false;
  #checkedOn: string | undefined;

  constructor(parts: CareParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#later(firstLook, async () => {
      await this.check(false);
      await this.#backUpWhenDue();
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
    this.#closed = true;
    this.#cancel();
    await this.#running;
  }

  async #hourly(): Promise<void> {
    await this.#backUpWhenDue();
    // A desk that is switched off at night is checked an hour after its morning.
    const today = this.#parts.clock.now().slice(0, 10);
    if (this.#checkedOn === today) return;
    this.#checkedOn = today;
    await this.check(true);
  }

  async #backUpWhenDue(): Promise<void> {
    const [newest] = backupsIn(this.#parts.folder);
    const now = epochMilliseconds(this.#parts.clock.now());
    if (newest === undefined || now - epochMilliseconds(newest.at) >= hour) await this.backUp();
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

  /** Whatever becomes of this round, there is a next one. */
  #later(milliseconds: number, act: () => Promise<void>): void {
    if (this.#closed) return;
    this.#cancel = this.#parts.scheduler.after(milliseconds, () => {
      act()
        .catch((error: unknown) => this.#parts.logger.error('store.maintenance', { error: String(error) }))
        .finally(() => this.#later(hour, () => this.#hourly()));
    });
  }
}
