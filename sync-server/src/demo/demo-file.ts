import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { civilDateSchema } from '@lapka/shared/base/civil-date.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { err, type Result } from '@lapka/shared/base/result.ts';
import { demoClinicId } from '@lapka/shared/demo/demo-ids.ts';
import { mostBranches, usualOptions } from '@lapka/shared/demo/demo-options.ts';
import type { DeviceRegistry } from '../stores/device-registry.ts';
import type { DocumentStore } from '../stores/document-store.ts';
import { loadDemo } from './load-demo.ts';

/** Which demo is wanted, and the keys of its desks: what `npm start` writes beside the data. */
const demoFileSchema = z.object({
  today: civilDateSchema,
  scale: z.int().min(1).max(mostBranches),
  language: z.enum(['ru', 'en']),
  devices: z.array(z.object({ device: idSchema('Device'), publicKey: z.string() })),
});

/** Loads the demo a file asks for, and lets its desks in. */
export async function loadDemoFile(
  file: string,
  { documents, devices }: { readonly documents: DocumentStore; readonly devices: DeviceRegistry },
  progress: (done: number) => void,
): Promise<Result<void, Failure<'BAD_CLINIC_FILE' | 'DEMO_HALF_LOADED'>>> {
  const parsed = demoFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) return err(failure('BAD_CLINIC_FILE', { file }));
  const { devices: known, ...wanted } = parsed.data;
  for (const { device, publicKey } of known) await devices.enrol(demoClinicId, device, publicKey);
  return loadDemo({ documents, options: { ...usualOptions, ...wanted }, progress });
}
