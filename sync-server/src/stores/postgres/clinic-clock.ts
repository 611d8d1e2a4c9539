import { present } from '@lapka/shared/base/assert.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ChainEnd } from '../audit-chain.ts';
import type { TimeLine } from '../document-store.ts';
import type { ClinicSession } from './clinic-session.ts';

/** Where a clinic stands. Whoever has locked it is alone with the clinic until the transaction ends. */
export interface ClinicClock {
  readonly timeLine: TimeLine;
  readonly auditEnd: ChainEnd;
}

interface ClockRow {
  readonly head: number;
  readonly audit_head: number;
  readonly audit_hash: string;
  readonly epoch: string;
  readonly epoch_start: number;
}

/** The channels on which servers tell one another. */
export const committedChannel = 'lapka_committed';
export const outboxChannel = 'lapka_outbox';

export async function lockClock(session: ClinicSession): Promise<ClinicClock> {
  const lock = { name: 'clock-lock', text: `${select} for update of clinic_clock`, values: [] };
  let [row] = await session.rows<ClockRow>(lock);
  if (row === undefined) {
    // A clinic that has never written before.
    await session.rows({
      name: 'clock-make',
      text: 'insert into clinic_clock default values on conflict do nothing',
      values: [],
    });
    [row] = await session.rows<ClockRow>(lock);
  }
  return clockOf(row);
}

export async function readClock(session: ClinicSession): Promise<ClinicClock> {
  const [row] = await session.rows<ClockRow>({ name: 'clock-read', text: select, values: [] });
  return clockOf(row ?? (await unmoved(session)));
}

/** A clinic that has never written stands at the beginning of every time line. */
async function unmoved(session: ClinicSession): Promise<ClockRow | undefined> {
  const [row] = await session.rows<{ readonly epoch: string }>({
    name: 'epoch-read',
    text: 'select epoch from server_epoch',
    values: [],
  });
  return row && { head: 0, audit_head: 0, audit_hash: '', epoch: row.epoch, epoch_start: 0 };
}

/** What a transaction has done to a clinic. */
export interface Movement {
  readonly head: number;
  readonly auditEnd: ChainEnd;
  readonly collections: ReadonlySet<CollectionName>;
}

/** Moves the clock on, and tells the other servers about it once this is committed. */
export async function moveClock(session: ClinicSession, from: ClinicClock, to: Movement): Promise<void> {
  const { epoch, start, head } = from.timeLine;
  if (head === to.head && from.auditEnd.number === to.auditEnd.number) return;
  await session.rows({
    name: 'clock-move',
    text: `with moved as (
        update clinic_clock set head = $1, audit_head = $2, audit_hash = $3, epoch = $4, epoch_start = $5
        where clinic = current_clinic() returning clinic, head)
      select pg_notify('${committedChannel}',
        json_build_object('clinic', clinic, 'head', head, 'collections', $6::json)::text)
      from moved where $7::boolean`,
    values: [
      to.head,
      to.auditEnd.number,
      to.auditEnd.hash,
      epoch,
      start,
      JSON.stringify([...to.collections]),
      head !== to.head,
    ],
  });
}

// A restored database has a new epoch; until a clinic writes, the time line begins where it stands.
const select = `select head, audit_head, audit_hash, line.epoch,
    case when clinic_clock.epoch = line.epoch then epoch_start else head end as epoch_start
  from clinic_clock, server_epoch as line where clinic = current_clinic()`;

function clockOf(row: ClockRow | undefined): ClinicClock {
  const { head, audit_head: number, audit_hash: hash, epoch, epoch_start: start } = present(row, 'the time line');
  return { timeLine: { epoch, start, head }, auditEnd: { number, hash } };
}
