import type { ChainEnd } from '../audit-chain.ts';
import type { ClinicSession } from './clinic-session.ts';

/** Where a clinic stands. Whoever has locked it is alone with the clinic until the transaction ends. */
export interface ClinicClock {
  readonly head: number;
  readonly auditEnd: ChainEnd;
}

interface ClockRow {
  readonly head: number;
  readonly audit_head: number;
  readonly audit_hash: string;
}

/** The channels on which servers tell one another. */
export const committedChannel = 'lapka_committed';
export const outboxChannel = 'lapka_outbox';

export async function lockClock(session: ClinicSession): Promise<ClinicClock> {
  const lock = { name: 'clock-lock', text: `${select} for update`, values: [] };
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
  return clockOf(row);
}

/** Moves the clock on, and tells the other servers about it once this is committed. */
export async function moveClock(session: ClinicSession, from: ClinicClock, to: ClinicClock): Promise<void> {
  if (from.head === to.head && from.auditEnd.number === to.auditEnd.number) return;
  await session.rows({
    name: 'clock-move',
    text: `with moved as (
        update clinic_clock set head = $1, audit_head = $2, audit_hash = $3
        where clinic = current_clinic() returning clinic)
      select pg_notify('${committedChannel}', clinic::text) from moved where $4::boolean`,
    values: [to.head, to.auditEnd.number, to.auditEnd.hash, from.head !== to.head],
  });
}

const select = 'select head, audit_head, audit_hash from clinic_clock where clinic = current_clinic()';

function clockOf(row: ClockRow | undefined): ClinicClock {
  const { head, audit_head: number, audit_hash: hash } = row ?? { head: 0, audit_head: 0, audit_hash: '' };
  return { head, auditEnd: { number, hash } };
}
