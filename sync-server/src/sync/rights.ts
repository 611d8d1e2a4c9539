import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';

/** A change as it is judged: what is there, what is wanted, and by whom. */
export interface JudgedChange {
  readonly stored: DocumentFields | undefined;
  readonly wanted: DocumentFields;
}

/** Who may write and read what, asked for every row (PUSH-7). */
export interface Rights {
  /** What it is going to look at. */
  needs(change: JudgedChange): readonly Need[];
  mayWrite(collection: CollectionName, change: JudgedChange, world: World): Result<void, string>;
  /** Whether a device of the clinic may be sent documents of a collection. */
  mayRead(collection: CollectionName): boolean;
}

/**
 * A change counts as made by the person its stamp names, who must belong to the clinic. The device has signed in as
 * itself and not as that person: it is believed about who was at it, and not about what that person may do.
 */
export const clinicRights: Rights = {
  needs: ({ wanted }) => {
    const { by } = wanted.changed;
    return by.kind === 'STAFF' ? [{ kind: 'get', collection: staff, id: by.staff }] : [];
  },
  mayWrite: (_collection, { wanted }, world) => {
    const { by } = wanted.changed;
    if (by.kind !== 'STAFF') return ok();
    return world.get(staff, by.staff) === undefined ? err('UNKNOWN_AUTHOR') : ok();
  },
  mayRead: () => true,
};
