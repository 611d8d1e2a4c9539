import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { demoClinic, type DemoDocument } from '@lapka/shared/demo/demo-clinic.ts';
import { demoClinicId } from '@lapka/shared/demo/demo-ids.ts';
import type { DemoOptions } from '@lapka/shared/demo/demo-options.ts';
import type { DocumentStore, DocumentWrite } from '../stores/document-store.ts';
import { serverDevice } from '../stores/server-device.ts';

export interface DemoLoading {
  readonly documents: DocumentStore;
  readonly options: DemoOptions;
  /** Told from 0 to 1 after each part that is stored. */
  readonly progress: (done: number) => void;
}

/**
 * Brings the demo clinic into an empty store, part by part, so that a chain of ten needs no more memory than one clinic.
 * A demo that is there stays as it is. The organisation itself is written last: without it a load did not come to its
 * end, and such a clinic is refused until somebody begins anew.
 */
export async function loadDemo({
  documents,
  options,
  progress,
}: DemoLoading): Promise<Result<void, Failure<'DEMO_HALF_LOADED'>>> {
  const state = await documents.readClinic(demoClinicId, async (reader) => ({
    head: await reader.head(),
    founded: (await reader.get('settings', [demoClinicId])).length > 0,
  }));
  if (state.founded) return ok();
  if (state.head > 0) return err(failure('DEMO_HALF_LOADED'));
  const last: DemoDocument[] = [];
  for (const { documents: part, audit, done } of demoClinic(options)) {
    last.push(...part.filter(isOrganisation));
    const writes = part.filter((each) => !isOrganisation(each)).map(writeOf);
    for (let from = 0; from < writes.length; from += rowsAtOnce) {
      await put(documents, writes.slice(from, from + rowsAtOnce));
      progress(done * (writes.length === 0 ? 1 : Math.min(1, (from + rowsAtOnce) / writes.length)));
    }
    const lines = audit.map(({ stamp, ...entry }) => ({
      at: stamp.at,
      content: jsonObjectSchema.parse({ ...entry, stamp }),
    }));
    await documents.transactClinic(demoClinicId, (transaction) => transaction.audit(lines));
  }
  await put(documents, last.map(writeOf));
  progress(1);
  return ok();
}

/** As many as one transaction writes before others get a turn. */
const rowsAtOnce = 2_000;

async function put(documents: DocumentStore, writes: readonly DocumentWrite[]): Promise<void> {
  await documents.transactClinic(demoClinicId, async (transaction) => {
    await transaction.put(writes);
  });
}

function isOrganisation({ document }: DemoDocument): boolean {
  return document.id === demoClinicId;
}

function writeOf({ collection, document }: DemoDocument): DocumentWrite {
  return {
    collection,
    document,
    deleted: false,
    device: serverDevice,
    operation: derivedId('Operation', 'demo', document.id),
  };
}
