import { z } from 'zod';
import type { Id } from '../../base/id.ts';
import { collectionKey } from '../collection-key.ts';
import { vaccinationSchema } from '../vaccinations/vaccination.ts';
import { bookEntrySchemas } from './book-entry.ts';
import { visitSchema } from './visit.ts';

/**
 * The entries of an animal's medical book: visits, vaccinations, and facts of one day. All of them belong to the animal
 * (C-29) and none is ever deleted. What other programs keep with an entry (`ext`) is carried along untouched (C-43).
 */
export const recordSchema = z.discriminatedUnion('kind', [visitSchema, vaccinationSchema, ...bookEntrySchemas]);
export type MedicalRecord = z.infer<typeof recordSchema>;
export type RecordId = Id<'Record'>;

export const records = collectionKey<MedicalRecord>('records');
export const recordsVersion = 1;
