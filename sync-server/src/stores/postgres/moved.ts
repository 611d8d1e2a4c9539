import { idSchema } from '@lapka/shared/base/id.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import { z } from 'zod';
import type { Moved } from '../document-store.ts';

const movedSchema = z.object({
  clinic: idSchema('Clinic'),
  head: z.int().min(0),
  collections: z.array(z.enum(collectionNames)),
});

/** What a server said over the channel; what cannot be read, or was missed, may have been about any clinic. */
export function movedBy(payload: string | undefined): Moved | 'ANY' {
  const parsed = movedSchema.safeParse(payload === undefined ? undefined : jsonOf(payload));
  return parsed.success ? parsed.data : 'ANY';
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Said by a server of another version.
    return undefined;
  }
}
