import type { z } from 'zod';
import { collectionKey } from '../collection-key.ts';
import { vaccinationSchema } from '../vaccinations/vaccination.ts';

/** The entries of an animal's medical book. */
export const recordSchema = vaccinationSchema;
export type MedicalRecord = z.infer<typeof recordSchema>;
export type RecordId = MedicalRecord['id'];

export const records = collectionKey<MedicalRecord>('records');
