import { type CollectionName, collectionNames } from '@lapka/shared/domain/collection-key.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { localHash } from '../../../desktop/src/node/replication/compare-hash.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import type { ChainedEntry } from '../../src/stores/audit-chain.ts';
import type { Notebook } from './acknowledged.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** All there is to judge by when everything has come to rest. */
export interface Evidence {
  readonly notebook: Notebook;
  readonly server: Held;
  readonly desks: readonly Held[];
  readonly audit: readonly ChainedEntry[];
  /** What owners were reminded of, also in the year after the run. */
  readonly notices: readonly Notice[];
  /** How the desks say they are; empty when they are online with nothing waiting. */
  readonly unrest: readonly string[];
}

/** What one place has of every collection. */
export interface Held {
  readonly name: string;
  readonly documents: ReadonlyMap<CollectionName, ReadonlyMap<string, DocumentFields>>;
  readonly hashes: ReadonlyMap<CollectionName, string | undefined>;
}

export async function gather(world: SimulatedWorld): Promise<Omit<Evidence, 'notices'>> {
  const { server, notebook, desks, time, clinic } = world;
  const atServer = await time.until(
    Promise.all(collectionNames.map(async (name) => [name, byId(await server.stored(name))] as const)),
  );
  const audit = await time.until(server.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 100_000)));
  const serverHashes = await time.until(
    server.documents.readClinic(clinic, async (reader) => {
      const hashes = collections.map(
        async ({ key, version }) => [key.name, (await reader.collectionState(key.name, version)).hash] as const,
      );
      return new Map(await Promise.all(hashes));
    }),
  );
  const held: Held[] = [];
  for (const desk of desks) {
    const { store } = desk;
    const hashes = new Map<CollectionName, string | undefined>();
    for (const definition of collections) {
      const parts = { store, memory: store.sync, scheduler: time };
      hashes.set(definition.key.name, await time.until(localHash(parts, definition)));
    }
    const documents = new Map(collectionNames.map((name) => [name, byId(desk.all(name) as DocumentFields[])]));
    held.push({ name: desk.name, documents, hashes });
  }
  return {
    notebook,
    server: { name: 'the server', documents: new Map(atServer), hashes: serverHashes },
    desks: held,
    audit,
    unrest: unrestOf(world),
  };
}

/** Why it is not quiet yet. */
export function unrestOf({ desks }: SimulatedWorld): string[] {
  return desks.flatMap((desk) => {
    if (!desk.isOn()) return [`${desk.name} is off`];
    const { connection, waiting } = desk.replication.status();
    return [
      ...(connection.state === 'ONLINE' ? [] : [`${desk.name} is ${connection.state}`]),
      ...(waiting === 0 ? [] : [`${desk.name} has ${waiting} changes waiting`]),
    ];
  });
}

function byId(documents: readonly DocumentFields[]): ReadonlyMap<string, DocumentFields> {
  return new Map(documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((document) => [document.id, document]));
}
