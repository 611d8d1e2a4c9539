import { derivedId } from '@lapka/shared/base/id.ts';
import type { Device } from '@lapka/shared/domain/settings/settings.ts';
import { seriesSchema } from '@lapka/shared/domain/accounts/device-series.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceRegistry } from '../../src/stores/device-registry.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { clinicOf, deviceOf, noon, operationOf } from '../support/documents.ts';

export interface OpenedRegistry {
  readonly devices: DeviceRegistry;
  readonly documents: DocumentStore;
  close(): Promise<void>;
}

/** What every registry of devices promises. */
export function deviceRegistryContract(driver: string, open: () => Promise<OpenedRegistry>): void {
  describe(`the registry of devices on ${driver}`, () => {
    let opened: OpenedRegistry;
    let devices: DeviceRegistry;
    beforeAll(async () => {
      opened = await open();
      devices = opened.devices;
    });
    afterAll(() => opened.close());

    it('knows a device by its key once it is let in; letting it in again changes nothing', async () => {
      const [clinic, device] = [clinicOf('first'), deviceOf('first')];
      expect(await devices.find(device)).toBeUndefined();
      await devices.enrol(clinic, device, 'key');
      await devices.enrol(clinic, device, 'another key');
      await devices.enrol(clinicOf('another'), device, 'key');
      expect(await devices.find(device)).toEqual({ clinic, publicKey: 'key', revoked: false });
      expect(await devices.ofClinic(clinic)).toMatchObject([{ device, seenAt: null, wipedAt: null, keyKept: false }]);
      expect(await devices.ofClinic(clinicOf('another'))).toEqual([]);
    });

    it('knows that a device was shut out from its settings document, whoever wrote it', async () => {
      const [clinic, device] = [clinicOf('second'), deviceOf('second')];
      await devices.enrol(clinic, device, 'key');
      const put = (document: Device) =>
        opened.documents.transactClinic(clinic, (transaction) => {
          const origin = { deleted: false, device: deviceOf('desk'), operation: operationOf('revoke') };
          return transaction.put([{ collection: 'settings', document, ...origin }]);
        });
      const stamp = {
        operation: operationOf('x'),
        at: noon,
        by: { kind: 'SYSTEM' },
        device: deviceOf('desk'),
      } as const;
      const document: Device = {
        id: device,
        kind: 'DEVICE',
        name: 'DK-B',
        location: derivedId('Location', 'L1'),
        series: seriesSchema.parse('B'),
        state: { is: 'ADMITTED' },
        v: 1,
        created: stamp,
        changed: stamp,
      };
      await put(document);
      expect(await devices.find(device)).toMatchObject({ revoked: false });
      await put({ ...document, state: { is: 'REVOKED', revoked: stamp, reason: 'stolen' } });
      expect(await devices.find(device)).toMatchObject({ revoked: true });
    });

    it('tells a copy of a store from the store, and a store that went back from one that went on (SESSION-6)', async () => {
      const [clinic, device] = [clinicOf('third'), deviceOf('third')];
      await devices.enrol(clinic, device, 'key');
      const see = (name: string, commit?: number) =>
        devices.sighted(clinic, device, { incarnation: derivedId('Incarnation', name), commit, at: noon });
      expect(await see('original', 10)).toBe('FIRST');
      expect(await see('original', 12)).toBe('SAME');
      expect(await see('original')).toBe('SAME');
      expect(await see('original', 11)).toBe('WENT_BACK');
      expect(await see('restored', 3)).toBe('NEW_COPY');
      expect(await see('original', 13)).toBe('OLD_COPY');
      expect(await devices.ofClinic(clinic)).toMatchObject([{ seenAt: noon }]);
    });

    it('keeps the sealed key of a device for its own clinic only', async () => {
      const [clinic, device] = [clinicOf('fourth'), deviceOf('fourth')];
      await devices.enrol(clinic, device, 'key');
      await devices.keepKey(clinicOf('third'), device, 'foreign');
      expect(await devices.keptKey(clinic, device)).toBeUndefined();
      await devices.keepKey(clinic, device, 'sealed');
      await devices.keepKey(clinic, device, 'sealed anew');
      expect(await devices.keptKey(clinic, device)).toBe('sealed anew');
      expect(await devices.keptKey(clinicOf('third'), device)).toBeUndefined();
      expect(await devices.ofClinic(clinic)).toMatchObject([{ keyKept: true }]);
    });

    it('remembers when a device first said that it wiped itself', async () => {
      const [clinic, device] = [clinicOf('fifth'), deviceOf('fifth')];
      await devices.enrol(clinic, device, 'key');
      await devices.wiped(clinic, device, noon);
      await devices.wiped(clinic, device, plusMinutes(noon, 5));
      expect(await devices.ofClinic(clinic)).toMatchObject([{ wipedAt: noon }]);
    });
  });
}
