import { failure } from '@lapka/shared/base/failure.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { staff, type StaffId } from '@lapka/shared/domain/staff/staff.ts';
import { controlledJournal, type JournalRow } from '@lapka/shared/domain/stock/journal.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import { foundOf } from '../../reading/found.ts';
import type { StoreReader } from '../../store/store.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';

export const journal: QueryFor<'stock', 'journal'> = {
  target: atThisDesk,

  run(reader, { product: id }) {
    const product = foundOf(reader, catalogue, 'PRODUCT', id);
    if (!product.ok) return product;
    const { code, controlled } = product.value;
    if (!controlled) return err(failure('NOT_CONTROLLED', { code }));
    const entries = entriesOfProduct(reader, id);
    return ok(
      entries
        .filter((entry) => entry.kind === 'BATCH')
        .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
        .map(({ id: batch, lot }) => ({
          batch,
          lot,
          rows: controlledJournal(batch, entries).map((row) => journalLine(reader, row)),
        })),
    );
  },
};

function journalLine(reader: StoreReader, { movement, change, left }: JournalRow) {
  const { id, created, move, control } = movement;
  const { by } = created;
  const nameOf = (person: StaffId | null) => (person === null ? undefined : reader.get(staff, person)?.name);
  const whom =
    control.controlled === 'YES'
      ? {
          witness: nameOf(control.witness),
          pet: control.pet === null ? undefined : reader.get(pets, control.pet)?.name,
          owner: control.client === null ? undefined : reader.get(clients, control.client)?.name,
        }
      : {};
  return {
    movement: id,
    at: created.at,
    what: move.type,
    change,
    left,
    ...onlyDefined({ by: by.kind === 'STAFF' ? nameOf(by.staff) : undefined, ...whom }),
  };
}
