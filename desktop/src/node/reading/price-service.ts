import { present } from '@lapka/shared/base/assert.ts';
import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import type { Money } from '@lapka/shared/base/money.ts';
import { err, mapOk, type Result } from '@lapka/shared/base/result.ts';
import type { Product, QuoteLine, Service } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { UnitPrice } from '@lapka/shared/domain/catalogue/price-terms.ts';
import { priceOn } from '@lapka/shared/domain/catalogue/prices.ts';
import { quote, type QuoteRefusal } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import { currentWeight } from '@lapka/shared/domain/pets/weight.ts';
import { type LocationId, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';
import { priceListsAt } from './price-lists.ts';

export interface WantedService {
  readonly service: Service;
  readonly count?: number;
  readonly pet: Pet;
  readonly location: LocationId;
  readonly date: CivilDate;
}

/** What one service costs for an animal at a place on a day; the way to a home visit is on the booking's quote. */
export function priceService(
  reader: StoreReader,
  { service, count = 1, pet, location, date }: WantedService,
  stamp: Stamp,
): Result<QuoteLine, QuoteRefusal | Failure<'NOT_FOUND'>> {
  const place = reader.get(settings, location);
  if (place?.kind !== 'LOCATION') return err(failure('NOT_FOUND'));
  const quoted = quote(
    {
      services: [{ service, quantity: count }],
      location,
      species: pet.species,
      weight: currentWeight(pet)?.kilograms ?? null,
      place: { kind: 'CLINIC' },
      chain: priceListsAt(reader, place),
      date,
    },
    stamp,
  );
  return mapOk(quoted, ({ lines }) => present(lines[0], 'the line of a quote'));
}

/** The price of one base unit of a product, or of a month of a plan. */
export function unitPriceAt(
  reader: StoreReader,
  priced: Pick<Product, 'code' | 'prices'>,
  location: LocationId,
  date: CivilDate,
): Result<Money, Failure<'NOT_FOUND' | 'NO_PRICE'>> {
  const place = reader.get(settings, location);
  if (place?.kind !== 'LOCATION') return err(failure('NOT_FOUND'));
  return mapOk(priceOn<UnitPrice>(priced, priceListsAt(reader, place), date), ({ price }) => price);
}
