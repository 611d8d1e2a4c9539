import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { derivedId, idSchema } from '@lapka/shared/base/id.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { collectionNamed } from '@lapka/shared/domain/collections.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import type { DeviceRegistry } from './stores/device-registry.ts';
import type { DocumentStore, DocumentWrite } from './stores/document-store.ts';

const clinicFileSchema = z.object({
  clinic: idSchema('Clinic'),
  documents: z.array(z.object({ collection: z.enum(collectionNames), document: z.unknown() })),
  devices: z.array(z.object({ device: idSchema('Device'), publicKey: z.string() })),
});

/** Brings a prepared clinic into an empty store and lets its devices in; a clinic that has data already stays as it is. */
export async function loadClinic(
  file: string,
  documents: DocumentStore,
  devices: DeviceRegistry,
): Promise<Result<void, Failure<'BAD_CLINIC_FILE'>>> {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const parsed = clinicFileSchema.safeParse(read);
  if (!parsed.success) return err(failure('BAD_CLINIC_FILE', { file }));
  const { clinic } = parsed.data;
  const writes: DocumentWrite[] = [];
  for (const { collection, document } of parsed.data.documents) {
    const fits = collectionNamed(collection)?.schema.safeParse(document);
    if (fits?.success !== true) return err(failure('BAD_CLINIC_FILE', { file, collection }));
    const origin = { device: derivedId('Device', 'loaded'), operation: derivedId('Operation', 'loaded') };
    writes.push({ collection, document: fits.data, deleted: false, ...origin });
  }
  for (const { device, publicKey } of parsed.data.devices) await devices.enrol(clinic, device, publicKey);
  await documents.transactClinic(clinic, async (transaction) => {
    if ((await transaction.head()) === 0) await transaction.put(writes);
  });
  return ok();
}
