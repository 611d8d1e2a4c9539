import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import type { PushOutcome } from '@lapka/shared/protocol/down.ts';

export interface TouchedDocument {
  readonly collection: CollectionName;
  readonly id: string;
}

/** A change that a person was told is saved. */
export interface Acknowledged {
  readonly operation: OperationId;
  readonly command: CommandName;
  readonly desk: string;
  readonly step: number;
  readonly documents: readonly TouchedDocument[];
  /** It was on a disk that exists no more and nowhere else; nobody can bring it back. */
  goneWithTheDisk: boolean;
  /** Its entry in the audit trail may have been on that disk only. */
  auditGoneWithTheDisk: boolean;
}

export interface Refusal {
  readonly desk: string;
  readonly collection: CollectionName;
  readonly id: string;
  readonly reason: string;
  goneWithTheDisk: boolean;
}

/** What people were told during a run, written down outside of everything that is simulated. */
export class Notebook {
  readonly acknowledged: Acknowledged[] = [];
  readonly refusals: Refusal[] = [];

  add(acknowledged: Omit<Acknowledged, 'goneWithTheDisk' | 'auditGoneWithTheDisk'>): void {
    this.acknowledged.push({ ...acknowledged, goneWithTheDisk: false, auditGoneWithTheDisk: false });
  }

  refused(desk: string, collection: CollectionName, outcome: Extract<PushOutcome, { outcome: 'REFUSED' }>): void {
    this.refusals.push({ desk, collection, id: outcome.id, reason: outcome.reason, goneWithTheDisk: false });
  }

  /** What a desk has done since a step and nobody else has. */
  diskIsGone(desk: string, since: number, isElsewhere: (document: TouchedDocument) => boolean): void {
    for (const one of this.acknowledged) {
      if (one.desk !== desk || one.step < since) continue;
      one.auditGoneWithTheDisk = true;
      if (!one.documents.every(isElsewhere)) one.goneWithTheDisk = true;
    }
    for (const refusal of this.refusals) if (refusal.desk === desk) refusal.goneWithTheDisk = true;
  }
}
