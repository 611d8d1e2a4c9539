import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { CollectionState } from '../document-store.ts';
import type { ClinicSession } from './clinic-session.ts';

interface StateRow {
  readonly number: number;
  readonly hash: string;
  readonly others: number;
}

export async function collectionState(
  session: ClinicSession,
  collection: CollectionName,
  version: number,
): Promise<CollectionState> {
  const [row] = await session.rows<StateRow>({
    name: `${collection}-state`,
    text: `select coalesce(max(number), 0) as number,
        coalesce(sum(digest) filter (where not deleted), 0)::text as hash,
        count(*) filter (where not deleted and (v <> $1 or digest is null))::integer as others
      from ${collection}`,
    values: [version],
  });
  return { number: row?.number ?? 0, hash: row?.others === 0 ? row.hash : undefined };
}
