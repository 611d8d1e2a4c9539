import { Releases } from '@lapka/shared/base/disposal.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { aWrite, clinicOf, keyOf, testCollections } from '../support/documents.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

export interface TenantsOptions {
  readonly requests: number;
  readonly clinics: number;
  readonly connections: number;
  readonly seed: number;
}

export interface TenantsReport {
  readonly requests: number;
  readonly rowsSeen: number;
  readonly foreignRows: number;
  readonly failed: number;
}

/**
 * Requests of many clinics, all at once over a few connections, some of which fail half-way. Every row says whose it is,
 * so each row that is read under another clinic is a hole in the wall.
 */
export async function tenants({ requests, clinics, connections, seed }: TenantsOptions): Promise<TenantsReport> {
  const releases = new Releases();
  const store = releases.use(await openTestPostgres({ definitions: testCollections, connections }));
  const chooser = new SeededChooser(seed);
  const report = { requests: 0, rowsSeen: 0, foreignRows: 0, failed: 0 };
  const see = (clinic: string, documents: readonly object[]): void => {
    report.rowsSeen += documents.length;
    report.foreignRows += documents.filter((document) => !('owner' in document) || document.owner !== clinic).length;
  };
  const request = async (): Promise<void> => {
    const clinic = clinicOf(`clinic ${chooser.between(1, clinics)}`);
    const kind = chooser.weighted({ write: 3, feed: 3, world: 3, breakOff: 1 });
    const pet = `pet ${chooser.between(1, 5)}`;
    const write = aWrite('pets', pet, { owner: clinic, passports: [`${pet} ${clinic}`] });
    const record = aWrite('records', pet, { owner: clinic, pet });
    switch (kind) {
      case 'write':
        see(
          clinic,
          (
            await store.documents.transactClinic(clinic, async (transaction) => {
              await transaction.put([write, record]);
              return await transaction.get('pets', [write.document.id]);
            })
          ).map(({ document }) => document),
        );
        break;
      case 'breakOff':
        await store.documents
          .transactClinic(clinic, async (transaction) => {
            await transaction.put([write]);
            throw new BrokenOff();
          })
          .catch((problem: unknown) => {
            if (!(problem instanceof BrokenOff)) throw problem;
          });
        break;
      case 'feed':
        see(
          clinic,
          (await store.documents.readClinic(clinic, (reader) => reader.changesAfter('records', 0, 10))).documents.map(
            ({ document }) => document,
          ),
        );
        break;
      case 'world': {
        const world = await store.documents.readClinic(clinic, (reader) =>
          reader.world([{ kind: 'find', collection: keyOf('pets'), find: {} }]),
        );
        see(clinic, world.find(keyOf('pets'), {}));
      }
    }
    report.requests += 1;
  };
  try {
    const lanes = Array.from({ length: connections * 4 }, async () => {
      while (report.requests + report.failed < requests) {
        await request().catch(() => {
          report.failed += 1;
        });
      }
    });
    await Promise.all(lanes);
    return { ...report, requests: Math.min(report.requests, requests) };
  } finally {
    await releases.close();
  }
}

class BrokenOff extends Error {}
