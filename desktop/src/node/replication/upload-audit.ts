import type { Logger } from '@lapka/shared/base/logger.ts';
import { largestAudit } from '@lapka/shared/protocol/frames.ts';
import { auditedCommandSchema } from '@lapka/shared/protocol/up.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { Patience } from './patience.ts';
import type { ServerLink } from './server-link.ts';

const keptSchema = z.object({ handedOver: z.int().min(0) });
const nodeValue = 'sync.audit';

export interface UploadAuditParts {
  readonly store: Store;
  readonly link: ServerLink;
  readonly patience: Patience;
  readonly logger: Logger;
}

/** Hands over what the desk's commands did, in order, each once (AUDIT-1). */
export class UploadAudit {
  readonly #parts: UploadAuditParts;
  #handedOver: number;
  #running: Promise<void> | undefined;

  constructor(parts: UploadAuditParts) {
    this.#parts = parts;
    const kept = keptSchema.safeParse(parts.store.read((reader) => reader.nodeValue(nodeValue)));
    this.#handedOver = kept.success ? kept.data.handedOver : 0;
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
      const rows = store.sync.auditAfter(this.#handedOver, largestAudit);
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
      const kept = { handedOver: last.number };
      const written = store.transact((transactor) => transactor.setNodeValue(nodeValue, kept));
      // Otherwise they are handed over once more, and the server knows them.
      if (!written.ok) return;
      this.#handedOver = last.number;
    }
  }
}
