import { derivedId } from '@lapka/shared/base/id.ts';
import type { Target } from '@lapka/shared/domain/accounts/rights.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { StoreReader } from '../store/store.ts';
import type { QueryContext } from './query.ts';

/** For what is only looked at here, such as this place's drawers and cupboards. */
export function atThisDesk(_reader: StoreReader, _input: object, { desk }: QueryContext): Target {
  return { location: desk.location };
}

/** Stamps what a rule would make now, to show it; nothing of it is stored. */
export function asIfNow({ now, desk }: QueryContext): Stamp {
  return { operation: derivedId('Operation', 'LOOK'), at: now, by: { kind: 'SYSTEM' }, device: desk.device };
}
