import type pg from 'pg';
import type { DeviceRegistry, KnownDevice } from '../device-registry.ts';
import { withClinic, withRole } from './clinic-session.ts';

export function postgresDevices(pool: pg.Pool): DeviceRegistry {
  return {
    find: (device) =>
      withRole(pool, 'lapka_relay', async (rows) => {
        const found = await rows<KnownDevice>({
          name: 'device-find',
          text: `select clinic, public_key as "publicKey", revoked_at is not null as revoked from device where id = $1`,
          values: [device],
        });
        return found[0];
      }),
    enrol: async (clinic, device, publicKey) => {
      await withClinic(pool, clinic, 'write', (session) =>
        session.rows({
          name: 'device-enrol',
          text: 'insert into device (id, public_key) values ($1, $2) on conflict do nothing',
          values: [device, publicKey],
        }),
      );
    },
  };
}
