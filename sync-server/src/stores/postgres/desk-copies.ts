import type { Id } from '@lapka/shared/base/id.ts';
import type { DeskCopy } from '../document-store.ts';
import type { ClinicSession } from './clinic-session.ts';

export async function deskCopy(session: ClinicSession, incarnation: Id<'Incarnation'>): Promise<DeskCopy | undefined> {
  const [copy] = await session.rows<DeskCopy>({
    name: 'copy-read',
    text: 'select device, last_push as "lastPush" from desk_copy where incarnation = $1',
    values: [incarnation],
  });
  return copy;
}

export async function noteDeskCopy(
  session: ClinicSession,
  incarnation: Id<'Incarnation'>,
  { device, lastPush }: DeskCopy,
): Promise<void> {
  await session.rows({
    name: 'copy-note',
    text: `insert into desk_copy (incarnation, device, last_push) values ($1, $2, $3)
      on conflict (clinic, incarnation) do update set last_push = excluded.last_push, pushed_at = now()`,
    values: [incarnation, device, lastPush],
  });
}
