import type { Instant } from '@lapka/shared/base/instant.ts';
import { type CollectionName, collectionNames } from '@lapka/shared/domain/collection-key.ts';
import { appendOnlyCollections } from '../append-only.ts';
import type { ClinicSession } from './clinic-session.ts';

export async function floorOf(session: ClinicSession, collection: CollectionName): Promise<number> {
  const [row] = await session.rows<{ readonly number: number }>({
    name: 'floor-read',
    text: 'select number from removal_floor where collection = $1',
    values: [collection],
  });
  return row?.number ?? 0;
}

export async function forget(
  session: ClinicSession,
  before: { readonly removed: Instant; readonly answered: Instant },
): Promise<void> {
  for (const collection of collectionNames.filter((name) => !appendOnlyCollections.has(name))) {
    await session.rows({
      name: `${collection}-forget`,
      text: `with gone as (delete from ${collection} where deleted and stored_at < $2 returning number)
        insert into removal_floor (collection, number)
          select $1, max(number) from gone having max(number) is not null
        on conflict (clinic, collection) do update set number = greatest(removal_floor.number, excluded.number)`,
      values: [collection, before.removed],
    });
  }
  await session.rows({
    name: 'pushes-forget',
    text: 'delete from push_memory where answered_at < $1',
    values: [before.answered],
  });
}
