import type { Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId, DeviceId, OperationId } from '@lapka/shared/domain/document.ts';
import type { ClinicTransaction } from '../stores/document-store.ts';
import type { Rights } from './rights.ts';

/** Who pushes: one copy of the store of one device. */
export interface Pusher {
  readonly clinic: ClinicId;
  readonly device: DeviceId;
  readonly incarnation: Id<'Incarnation'>;
}

/** What taking rows of one collection needs. */
export interface Taking {
  readonly transaction: ClinicTransaction;
  readonly definitionOf: (collection: CollectionName) => AnyCollection | undefined;
  readonly rights: Rights;
  readonly definition: AnyCollection;
  readonly pusher: Pusher;
  readonly push: OperationId;
  readonly now: Instant;
}
