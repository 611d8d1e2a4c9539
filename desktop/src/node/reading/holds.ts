import { z } from 'zod';
import { type Instant, plusMinutes } from '@lapka/shared/base/instant.ts';
import { type Hold, holdSchema, isHeld } from '@lapka/shared/domain/holds/hold.ts';
import type { StoreReader, StoreTransactor } from '../store/store.ts';

const keptSchema = z.strictObject({ holds: z.array(holdSchema) });

/** Ended holds are remembered so long, to tell whoever comes too late what is free next. */
const rememberedMinutes = 10;

/**
 * The holds this node keeps, ended ones of the last minutes too. They are no documents and are not synced: while there is
 * no line this node alone decides who has a slot (C-54).
 */
export function holdsHere(reader: Pick<StoreReader, 'nodeValue'>, now: Instant): Hold[] {
  const kept = reader.nodeValue('holds');
  if (kept === undefined) return [];
  return keptSchema
    .parse(kept)
    .holds.filter((hold) => isHeld(hold, now) || plusMinutes(hold.expires, rememberedMinutes) > now);
}

export function keepHolds(transactor: StoreTransactor, holds: readonly Hold[]): void {
  transactor.setNodeValue('holds', { holds: [...holds] });
}
