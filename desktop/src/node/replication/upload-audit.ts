import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { largestAudit } from '@lapka/shared/protocol/frames.ts';
import { auditedCommandSchema } from '@lapka/shared/protocol/up.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { Patience } from './patience.ts';
import type { ServerLink } from './server-link.ts';

const keptSchema = z.object({ handedOver: z.int().min(0), epoch: z.string().optional() });
type Kept = z.infer<typeof keptSchema>;
const nodeValue = 'sync.audit';

/** So far back a restored server is told again; it knows for longer what it has taken before (AUDIT-3). */
const daysToldAgain = 60;

export interface UploadAuditParts {
  readonly store: Store;
  readonly link: ServerLink;
  readonly patience: Patience;
  readonly now: () => Instant;
  readonly logger: Logger;
}

/** Hands over what the desk's commands did, in order, each once (AUDIT-1). */
export class UploadAudit {
  readonly #parts: UploadAuditParts;
  #kept: Kept;
  #running: Promise<void> | undefined;

  constructor(parts: UploadAuditParts) {
    this.#parts = parts;
    const kept = keptSchema.safeParse(parts.store.read((reader) => reader.nodeValue(nodeValue)));
    this.#kept = kept.success ? kept.data : { handedOver: 0 };
  }

  /** On a new time line of the server, what was handed over on the old one may be lost. */
  onTimeLine(epoch: string): void {
    const { epoch: before, handedOver } = this.#kept;
    if (before === epoch) return;
    this.#kept = { epoch, handedOver: before === undefined ? handedOver : this.#numberBefore(daysToldAgain) };
  }

  /** Hands over what is there, unless that is going on already; resolves when nothing is left. */
  run(): Promise<void> {
    this.#running ??= this.#handOverAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #handOverAll(): Promise<void> {
    const { store, link, patience, logger } = this.#parts;
    for (;;) {
      const from = this.#kept;
      const rows = store.sync.auditAfter(from.handedOver, largestAudit);
      const last = rows.at(-1);
      if (last === undefined) return;
      const entries = rows.flatMap(({ number, entry }) => {
        const parsed = auditedCommandSchema.safeParse(entry);
        if (!parsed.success) logger.error('sync: audit entry not understood', { number });
        return parsed.success ? [parsed.data] : [];
      });
      if (entries.length > 0) {
        const answer = await patience.until(() => link.audit({ entries }));
        if (!answer.ok) return;
      }
      // It was another time line's server that has taken them.
      if (this.#kept !== from) continue;
      const kept = { ...from, handedOver: last.number };
      const written = store.transact((transactor) => transactor.setNodeValue(nodeValue, kept));
      // Otherwise they are handed over once more, and the server knows them.
      if (!written.ok) return;
      this.#kept = kept;
    }
  }

  /** The newest entry that is older than so many days; 0 when none is. */
  #numberBefore(days: number): number {
    const { store, now } = this.#parts;
    const oldest = plusDays(now(), -days);
    for (let number = 0; ;) {
      const page = store.sync.auditAfter(number, largestAudit);
      const first = page.find(({ entry }) => entry.stamp.at >= oldest);
      const last = page.at(-1);
      if (first !== undefined) return first.number - 1;
      if (last === undefined) return number;
      number = last.number;
    }
  }
}
