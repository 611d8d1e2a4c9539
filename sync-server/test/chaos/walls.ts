import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { aWrite, clinicOf, keyOf } from '../support/documents.ts';
import { openStores } from '../support/open-stores.ts';
import { withEmbedded } from '../support/with-embedded.ts';

export interface WallsOptions {
  readonly requests: number;
  readonly clinics: number;
  readonly connections: number;
  readonly seed: number;
}

export interface WallsReport {
  readonly requests: number;
  readonly brokenOff: number;
  readonly rowsSeen: number;
  readonly foreignRows: number;
}

/**
 * Requests of many clinics, all at once over a few connections, some of which break off half-way. Every row says whose it
 * is, so each row that is read under another clinic is a hole in the wall.
 */
export async function pressWalls(url: string, options: WallsOptions): Promise<WallsReport> {
  const { requests, clinics, connections, seed } = options;
  const { documents } = await openStores(url, { connections });
  const chooser = new SeededChooser(seed);
  const report = { requests: 0, brokenOff: 0, rowsSeen: 0, foreignRows: 0 };
  const one = async (): Promise<void> => {
    const clinic = clinicOf(`clinic ${chooser.between(1, clinics)}`);
    const kind = chooser.weighted({ write: 3, feed: 3, world: 3, breakOff: 1 });
    if (kind === 'breakOff') {
      await breakOff(documents, clinic);
      report.brokenOff += 1;
      return;
    }
    const seen = await ask[kind](documents, clinic, `pet ${chooser.between(1, 5)}`);
    report.rowsSeen += seen.length;
    report.foreignRows += seen.filter((document) => !('owner' in document) || document.owner !== clinic).length;
  };
  try {
    const lanes = Array.from({ length: connections * 4 }, async () => {
      for (; report.requests < requests; await one()) report.requests += 1;
    });
    await Promise.all(lanes);
    return report;
  } finally {
    await documents.close();
  }
}

type Ask = (documents: DocumentStore, clinic: ClinicId, pet: string) => Promise<readonly object[]>;

const ask: Readonly<Record<'write' | 'feed' | 'world', Ask>> = {
  write: (documents, clinic, pet) =>
    documents.transactClinic(clinic, async (transaction) => {
      const passports = [`${pet} ${clinic}`];
      const writes = [
        aWrite('pets', pet, { owner: clinic, passports }),
        aWrite('records', pet, { owner: clinic, pet }),
      ];
      const [stored] = await transaction.put(writes);
      return (await transaction.get('pets', [stored?.document.id ?? ''])).map(({ document }) => document);
    }),
  feed: async (documents, clinic) => {
    const page = await documents.readClinic(clinic, (reader) => reader.changesAfter('records', 0, 10));
    return page.documents.map(({ document }) => document);
  },
  world: async (documents, clinic) => {
    const need = { kind: 'find', collection: keyOf('pets'), find: {} } as const;
    const world = await documents.readClinic(clinic, (reader) => reader.world([need]));
    return world.find(keyOf('pets'), {});
  },
};

async function breakOff(documents: DocumentStore, clinic: ClinicId): Promise<void> {
  const thrown = new Error('broken off');
  const broken = documents.transactClinic(clinic, async (transaction) => {
    await transaction.put([aWrite('pets', 'never', { owner: clinic })]);
    throw thrown;
  });
  await broken.catch((problem: unknown) => {
    if (problem !== thrown) throw problem;
  });
}

export const wallsExperiment: Experiment = {
  promise: 'Requests of 100 clinics through each other over 4 connections never see a row of another clinic',
  run: ({ rounds = 10_000, seed }) =>
    withEmbedded(async (url) => {
      const report = await pressWalls(url, { requests: rounds, clinics: 100, connections: 4, seed });
      return { kept: report.foreignRows === 0 && report.rowsSeen > rounds, figures: { ...report } };
    }),
};
