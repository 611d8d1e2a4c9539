import { derivedId } from '@lapka/shared/base/id.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { createdBy, type DocumentFields } from '@lapka/shared/domain/document.ts';
import { phoneSchema } from '@lapka/shared/domain/people/phone.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { aStamp, nine } from '@lapka/shared/testing/builders/stamp.ts';
import { aMovement, aPosition } from '@lapka/shared/testing/builders/stock.ts';

export interface BenchDocument {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
}

/**
 * Documents of the real domain, most of them the small ones a clinic has most of: of ten, one is a client, one that
 * client's pet, and eight are movements of stock.
 */
export function benchDocuments(count: number, prefix: string): BenchDocument[] {
  return Array.from({ length: count }, (_, index) => benchDocument(index, prefix));
}

function benchDocument(index: number, prefix: string): BenchDocument {
  const made = createdBy(aStamp({ at: plusMinutes(nine, -index), operation: `${prefix}${index}` }), 1);
  const owner = derivedId<'Client'>('Client', prefix, String(index - (index % 10)));
  switch (index % 10) {
    case 0: {
      const phone = phoneSchema.parse(`+7${prefix.length}${String(index).padStart(9, '0')}`);
      return {
        collection: 'clients',
        document: aClient({ id: owner, phones: [{ number: phone }], consents: [], ...made }),
      };
    }
    case 1:
      return { collection: 'pets', document: aPet({ id: derivedId('Pet', prefix, String(index)), owner, ...made }) };
    default: {
      const id = derivedId<'Movement'>('Movement', prefix, String(index));
      const move = { type: 'RECEIVE' as const, to: aPosition() };
      return { collection: 'stock', document: aMovement({ id, quantity: quantity(index % 40), move, ...made }) };
    }
  }
}
