import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import { collect, type Result } from '@lapka/shared/base/result.ts';
import { catalogue, type ServiceId } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { Quote } from '@lapka/shared/domain/catalogue/quote.ts';
import { quote, type QuoteRefusal, type WantedPlace } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import { currentWeight } from '@lapka/shared/domain/pets/weight.ts';
import { type LocationId, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';
import { foundOf } from './found.ts';
import { priceListsAt } from './price-lists.ts';

export interface QuoteWish {
  readonly pet: Pick<Pet, 'species' | 'weights'>;
  readonly services: readonly { readonly service: ServiceId; readonly quantity: number }[];
  readonly place: WantedPlace;
  readonly location: LocationId;
  readonly date: CivilDate;
}

/** What a visit of an animal would cost on a day, by the price lists of the location. */
export function quoteFor(
  reader: StoreReader,
  { pet, services, place, location: id, date }: QuoteWish,
  stamp: Stamp,
): Result<Quote, QuoteRefusal | Failure<'NOT_FOUND'>> {
  const location = foundOf(reader, settings, 'LOCATION', id);
  if (!location.ok) return location;
  const known = collect(services.map((wish) => foundOf(reader, catalogue, 'SERVICE', wish.service)));
  if (!known.ok) return known;
  const wishes = known.value.map((service, index) => ({ service, quantity: services[index]?.quantity ?? 1 }));
  const weight = currentWeight(pet)?.kilograms ?? null;
  const chain = priceListsAt(reader, location.value);
  return quote({ services: wishes, location: id, species: pet.species, weight, place, chain, date }, stamp);
}
