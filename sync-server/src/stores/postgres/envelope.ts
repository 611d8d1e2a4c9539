import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Actor, DeviceId, DocumentFields, OperationId } from '@lapka/shared/domain/document.ts';
import type { Envelope } from '../document-store.ts';

/** The columns of an envelope, in the form of `EnvelopeRow`. */
export const envelopeColumns = `number, revision, deleted, device, operation,
  to_char(stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as stored_at`;

export interface EnvelopeRow {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly deleted: boolean;
  readonly device: DeviceId;
  readonly operation: OperationId;
  readonly stored_at: Instant;
}

/** A row that brings its document along. */
export interface DocumentRow extends EnvelopeRow {
  readonly body: DocumentFields;
}

/** A row of a medical record, whose document is fetched by its content. */
export interface HeadRow extends EnvelopeRow {
  readonly content: string;
}

export function envelopeOf(row: EnvelopeRow): Envelope {
  const { number, revision, deleted, device, operation, stored_at: storedAt } = row;
  return { number, revision, deleted, device, operation, storedAt };
}

/** Who changed it, for people who look at the table: a kind and an id, never a name. */
export function authorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'STAFF':
      return `STAFF ${actor.staff}`;
    case 'OWNER':
      return `OWNER ${actor.client}`;
    case 'SYSTEM':
      return 'SYSTEM';
  }
}
