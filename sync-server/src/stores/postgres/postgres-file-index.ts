import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type pg from 'pg';
import type { FileEntry, FileIndex } from '../file-index.ts';
import { type ClinicSession, withClinic, withRole } from './clinic-session.ts';

const columns = `hash, bytes, media_type as "mediaType", array_to_json(ends) as ends,
  to_char(touched_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "touchedAt",
  to_char(stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "storedAt"`;

export function postgresFileIndex(pool: pg.Pool): FileIndex {
  const find = async ({ rows }: ClinicSession, hash: string): Promise<FileEntry | undefined> =>
    (
      await rows<FileEntry>({ name: 'file-find', text: `select ${columns} from file where hash = $1`, values: [hash] })
    )[0];
  return {
    find: (clinic, hash) => withClinic(pool, clinic, 'read', (session) => find(session, hash)),
    begin: (clinic, { hash, bytes, mediaType }, at) =>
      withClinic(pool, clinic, 'write', async (session) => {
        const begun = { hash, bytes, mediaType, ends: [], touchedAt: at, storedAt: null };
        const [made] = await session.rows({
          name: 'file-begin',
          text: `insert into file (hash, bytes, media_type, touched_at) values ($1, $2, $3, $4)
            on conflict do nothing returning hash`,
          values: [hash, bytes, mediaType, at],
        });
        return made === undefined ? ((await find(session, hash)) ?? begun) : begun;
      }),
    advance: (clinic, hash, { from, to }, at) =>
      withClinic(pool, clinic, 'write', async (session) => {
        const moved = await session.rows({
          name: 'file-advance',
          text: `update file set ends = ends || $3::bigint, touched_at = $4
            where hash = $1 and stored_at is null and coalesce(ends[cardinality(ends)], 0) = $2 returning hash`,
          values: [hash, from, to, at],
        });
        return moved.length === 1;
      }),
    stored: (clinic, hash, at) =>
      change(pool, clinic, 'file-stored', 'update file set stored_at = coalesce(stored_at, $2) where hash = $1', [
        hash,
        at,
      ]),
    drop: (clinic, hash) =>
      change(pool, clinic, 'file-drop', 'delete from file where hash = $1 and stored_at is null', [hash]),
    idleUploads: (since, limit) =>
      withRole(
        pool,
        'lapka_relay',
        (rows) =>
          rows<{ readonly clinic: ClinicId; readonly hash: string }>({
            name: 'files-idle',
            text: 'select clinic, hash from file where stored_at is null and touched_at < $1 order by touched_at limit $2',
            values: [since, limit],
          }),
        'read',
      ),
    storedAfter: (clinic, hash, limit) =>
      withClinic(pool, clinic, 'read', (session) =>
        session.rows<FileEntry>({
          name: 'files-stored-after',
          text: `select ${columns} from file where stored_at is not null and hash > $1 order by hash limit $2`,
          values: [hash, limit],
        }),
      ),
  };
}

async function change(
  pool: pg.Pool,
  clinic: ClinicId,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  await withClinic(pool, clinic, 'write', (session) => session.rows({ name, text, values }));
}
