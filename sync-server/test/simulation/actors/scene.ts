import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { CollectionKey } from '@lapka/shared/domain/collection-key.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import type { Find } from '@lapka/shared/domain/find.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { StoreReader } from '../../../../desktop/src/node/store/store.ts';

/** What somebody sees who is about to do something. */
export interface Scene {
  readonly reader: StoreReader;
  readonly chooser: SeededChooser;
  readonly now: Instant;
  readonly today: CivilDate;
}

/** What somebody does: as whom, and what the screen would send. Undefined when there is nothing to do. */
export type Deed = { readonly by: StaffId; readonly input: Readonly<Record<string, unknown>> } | undefined;

export interface Actor {
  /** How often, compared with the others. */
  readonly weight: number;
  readonly think: (scene: Scene) => Deed;
}

export const person = (key: string): StaffId => derivedId('Staff', key);

export const frontDesk = ({ chooser }: Scene): StaffId => person(chooser.pick(['U5', 'U6']));

/** One of what there is; undefined when there is nothing. In the order of ids, so that it does not depend on the file. */
export function oneOf<Document extends { readonly id: string }>(
  { reader, chooser }: Scene,
  collection: CollectionKey<Document>,
  find: Find = {},
  fits: (document: Document) => boolean = () => true,
): Document | undefined {
  const found = reader.find(collection, find).filter(fits);
  return found.length === 0 ? undefined : chooser.pick(found.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

export const somePet = (scene: Scene): Pet | undefined => oneOf(scene, pets);
