import type { ChainedEntry } from '../audit-chain.ts';
import type { ClinicSession } from './clinic-session.ts';

export async function addAudit(session: ClinicSession, entries: readonly ChainedEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await session.rows({
    name: 'audit-add',
    text: `insert into audit (number, at, content, previous, hash)
      select number, at, content, previous, hash from json_to_recordset($1::json)
        as row (number bigint, at timestamptz, content jsonb, previous text, hash text)`,
    values: [JSON.stringify(entries)],
  });
}

export async function auditAfter(
  session: ClinicSession,
  after: number,
  limit: number,
): Promise<readonly ChainedEntry[]> {
  return await session.rows<ChainedEntry>({
    name: 'audit-after',
    text: `select number, content, previous, hash,
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from audit where number > $1 order by number limit $2`,
    values: [after, limit],
  });
}
