import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { moneySchema } from '../../base/money.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

/** What a clinic offers. */
export const catalogueEntrySchema = z.strictObject({
  id: idSchema('Service'),
  kind: z.literal('SERVICE'),
  code: z.string().min(1).max(24),
  name: z.strictObject({ ru: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
  minutes: z.int().min(5).max(480),
  price: moneySchema,
  ...documentFields,
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
export type Service = CatalogueEntry;

export const catalogue = collectionKey<CatalogueEntry>('catalogue');
