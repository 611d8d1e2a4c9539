import type { Client } from '@lapka/shared/domain/clients/client.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';

/** Settles the task that asked whether these two entries are one person. */
export function settleDuplicates(
  transactor: StoreTransactor,
  a: Client['id'],
  b: Client['id'],
  outcome: 'JOINED' | 'TWO_PEOPLE',
  stamp: Stamp,
): void {
  settleTasks(transactor, 'DUPLICATE_CLIENT', [a, b], outcome, stamp, ({ subject, details }) => {
    const other = details['other'];
    return (subject.id === a && other === b) || (subject.id === b && other === a);
  });
}
