import { z } from 'zod';
import { collectionNames } from '../collection-key.ts';

/** The document an entry of the inbox is about, and where a click on it leads. */
export const subjectSchema = z.strictObject({ collection: z.enum(collectionNames), id: z.string().length(36) });
export type Subject = z.infer<typeof subjectSchema>;
