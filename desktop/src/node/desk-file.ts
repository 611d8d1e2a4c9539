import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { zoneSchema } from '@lapka/shared/base/zone.ts';
import { locationCodeSchema, seriesSchema } from '@lapka/shared/domain/accounts/device-series.ts';
import type { DeskIdentity } from './desk-identity.ts';

/** What a desk was given at its enrolment, kept in `desk.json` in its data folder. */
export const deskFileSchema = z.strictObject({
  clinic: idSchema('Clinic'),
  device: idSchema('Device'),
  location: idSchema('Location'),
  name: z.string().min(1).max(40),
  series: seriesSchema,
  locationCode: locationCodeSchema,
  zone: zoneSchema,
  incarnation: idSchema('Incarnation'),
  /** Ed25519, PKCS 8 in base64. */
  privateKey: z.base64().max(400),
  serverUrl: z.url(),
});
export type DeskFile = z.infer<typeof deskFileSchema>;

export interface Desk {
  readonly identity: DeskIdentity;
  readonly incarnation: Id<'Incarnation'>;
  readonly privateKey: KeyObject;
  readonly serverUrl: string;
}

/** Reads the desk's enrolment; a folder without one is no desk yet. */
export function readDeskFile(dataFolder: string): Result<Desk, Failure<'NOT_ENROLLED' | 'BAD_DESK_FILE'>> {
  const file = path.join(dataFolder, 'desk.json');
  const text = textOf(file);
  if (text === undefined) return err(failure('NOT_ENROLLED', { folder: dataFolder }));
  const parsed = deskFileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return err(failure('BAD_DESK_FILE', { file }));
  const { incarnation, privateKey, serverUrl, ...identity } = parsed.data;
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return ok({ identity, incarnation, privateKey: key, serverUrl });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // A torn file is answered by the schema's refusal.
    return undefined;
  }
}
