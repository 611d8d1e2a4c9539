import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import type pg from 'pg';
import {
  type DeviceRegistry,
  type DeviceTrace,
  type Incarnation,
  judgeSighting,
  type KnownDevice,
} from '../device-registry.ts';
import { type ClinicSession, type Statement, withClinic, withRole } from './clinic-session.ts';

export function postgresDevices(pool: pg.Pool): DeviceRegistry {
  const write = async (clinic: ClinicId, statement: Statement): Promise<void> =>
    void (await withClinic(pool, clinic, 'write', (session) => session.rows(statement)));
  return {
    find: (device) => find(pool, device),
    ofClinic: (clinic) =>
      withClinic(pool, clinic, 'read', (session) =>
        session.rows<DeviceTrace>({
          name: 'devices-of-clinic',
          text: `select id as device, ${written('enrolled_at')} as "enrolledAt", ${written('seen_at')} as "seenAt",
              ${written('wiped_at')} as "wipedAt", sealed_key is not null as "keyKept"
            from device order by enrolled_at, id`,
          values: [],
        }),
      ),
    enrol: (clinic, device, publicKey) =>
      write(clinic, {
        name: 'device-enrol',
        text: 'insert into device (id, public_key) values ($1, $2) on conflict do nothing',
        values: [device, publicKey],
      }),
    sighted: (clinic, device, sighting) =>
      withClinic(pool, clinic, 'write', async (session) => {
        const { sighted, kept } = judgeSighting(await incarnationsOf(session, device), sighting);
        await session.rows({
          name: 'device-sighted',
          text: 'update device set seen_at = $2, incarnations = $3 where id = $1',
          values: [device, sighting.at, JSON.stringify(kept)],
        });
        return sighted;
      }),
    wiped: (clinic, device, at) =>
      write(clinic, {
        name: 'device-wiped',
        text: 'update device set wiped_at = coalesce(wiped_at, $2) where id = $1',
        values: [device, at],
      }),
    keepKey: (clinic, device, sealedKey) =>
      write(clinic, {
        name: 'device-keep-key',
        text: 'update device set sealed_key = $2 where id = $1',
        values: [device, sealedKey],
      }),
    keptKey: (clinic, device) =>
      withClinic(pool, clinic, 'read', async (session) => {
        const [found] = await session.rows<{ readonly key: string | null }>({
          name: 'device-kept-key',
          text: 'select sealed_key as key from device where id = $1',
          values: [device],
        });
        return found?.key ?? undefined;
      }),
  };
}

/** First who it is, which no clinic knows yet; then, inside the clinic, whether its document says that it was shut out. */
async function find(pool: pg.Pool, device: DeviceId): Promise<KnownDevice | undefined> {
  const [found] = await withRole(
    pool,
    'lapka_relay',
    (rows) =>
      rows<Omit<KnownDevice, 'revoked'>>({
        name: 'device-find',
        text: 'select clinic, public_key as "publicKey" from device where id = $1',
        values: [device],
      }),
    'read',
  );
  if (found === undefined) return undefined;
  const revoked = await withClinic(pool, found.clinic, 'read', async (session) => {
    const said = await session.rows({
      name: 'device-revoked',
      text: `select id from settings where id = $1 and not deleted and body -> 'state' ->> 'is' = 'REVOKED'`,
      values: [device],
    });
    return said.length > 0;
  });
  return { ...found, revoked };
}

async function incarnationsOf(session: ClinicSession, device: DeviceId): Promise<readonly Incarnation[]> {
  const [found] = await session.rows<{ readonly incarnations: readonly Incarnation[] }>({
    name: 'device-incarnations',
    text: 'select incarnations from device where id = $1 for update',
    values: [device],
  });
  return found?.incarnations ?? [];
}

function written(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
