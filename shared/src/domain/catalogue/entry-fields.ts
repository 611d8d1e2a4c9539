import { z } from 'zod';
import { documentFields } from '../document.ts';
import { codeSchema, nameSchema } from '../names.ts';

/** Nothing of the catalogue is ever deleted, because old invoices speak of it; it is archived (C-53). */
export const listingSchema = z.enum(['ACTIVE', 'ARCHIVED']);

/** What every kind of catalogue entry has. */
export const entryFields = { code: codeSchema, name: nameSchema, ...documentFields };
