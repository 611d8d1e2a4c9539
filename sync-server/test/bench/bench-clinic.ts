import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Client } from '@lapka/shared/domain/clients/client.ts';
import { createdBy, type DocumentFields } from '@lapka/shared/domain/document.ts';
import { phoneSchema } from '@lapka/shared/domain/people/phone.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { aStamp } from '@lapka/shared/testing/builders/stamp.ts';
import { aMovement, aPosition } from '@lapka/shared/testing/builders/stock.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';

export interface BenchDocument {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
}

/**
 * Documents of the real domain, made one after the other in the course of some days, with the ids a desk gives. Most are
 * the small ones a clinic has most of: of ten, one is a client, one that client's pet, and eight are movements of stock.
 */
export function benchDocuments(count: number, seed: number): BenchDocument[] {
  const clock = new FakeClock();
  const ids = createIdMaker(clock, new SeededChooser(seed));
  let owner: Client | undefined;
  return Array.from({ length: count }, (_, index) => {
    clock.advance(7000);
    const made = createdBy({ ...aStamp({ at: clock.now(), by: 'U5' }), operation: ids.next<'Operation'>() }, 1);
    switch (index % 10) {
      case 0: {
        const phones = [{ number: phoneSchema.parse(`+79${String(index).padStart(9, '0')}`) }];
        // People are called differently; a clinic in which all share a name would spend its time on looking for doubles.
        const family = Array.from(String(index), (digit) => 'абвгдежзик'[Number(digit)]).join('');
        const name = { given: 'Ирина', family: `В${family}ова` };
        owner = aClient({
          id: ids.next<'Client'>(),
          name,
          latinName: `Irina V${index}ova`,
          phones,
          consents: [],
          ...made,
        });
        return { collection: 'clients', document: owner };
      }
      case 1:
        return {
          collection: 'pets',
          document: aPet({ id: ids.next<'Pet'>(), ...(owner && { owner: owner.id }), ...made }),
        };
      default:
        return { collection: 'stock', document: movement(ids, index, made) };
    }
  });
}

function movement(ids: IdMaker, index: number, made: ReturnType<typeof createdBy>): DocumentFields {
  const move = { type: 'RECEIVE' as const, to: aPosition() };
  return aMovement({ id: ids.next<'Movement'>(), quantity: quantity(1 + (index % 40)), move, ...made });
}
