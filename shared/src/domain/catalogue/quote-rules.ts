import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { add, type Money, sum, zero } from '../../base/money.ts';
import { formatQuantity, type Quantity, quantity } from '../../base/quantity.ts';
import { collect, err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { type AmountRefusal, largestAmount, oneCurrency, priceTimes } from '../amounts.ts';
import type { Stamp } from '../document.ts';
import type { Species } from '../pets/pet.ts';
import type { PriceListId, ServicePrice, WeightPrice } from './price-terms.ts';
import { priceOn } from './prices.ts';
import type { Quote, QuoteLine, QuotePlace } from './quote.ts';
import { isForSpecies, type LocationId, serviceAt } from './service-rules.ts';
import type { Service } from './service.ts';

export interface QuoteRequest {
  readonly services: readonly { readonly service: Service; readonly quantity: number }[];
  readonly location: LocationId;
  readonly species: Species;
  /** Null: nobody has weighed the animal yet. */
  readonly weight: Quantity | null;
  readonly place: WantedPlace;
  /** The price lists of the place, nearest first, and the day whose prices count. */
  readonly chain: readonly PriceListId[];
  readonly date: CivilDate;
}

export type WantedPlace =
  | { readonly kind: 'CLINIC' }
  | {
      readonly kind: 'HOME';
      readonly address: string;
      readonly coordinates: { readonly latitude: number; readonly longitude: number } | null;
      readonly distance: Quantity | null;
    };

export type QuoteRefusal =
  | AmountRefusal
  | Failure<
      | 'NOTHING_TO_QUOTE'
      | 'SERVICE_NOT_OFFERED'
      | 'NOT_FOR_SPECIES'
      | 'NOT_AT_HOME'
      | 'COORDINATES_MISSING'
      | 'DISTANCE_MISSING'
      | 'WEIGHT_OUTSIDE_BRACKETS'
      | 'NO_PRICE'
    >;

/**
 * The price of a visit: for every service base + weight + distance, summed up. The way is driven once,
 * so it is charged once: on the first line of those with the highest fee for it.
 */
export function quote(request: QuoteRequest, stamp: Stamp): Result<Quote, QuoteRefusal> {
  const { services, place: wanted, date } = request;
  if (services.length === 0 || services.length > 20) return err(failure('NOTHING_TO_QUOTE'));
  const place = checkPlace(wanted);
  if (!place.ok) return place;
  const priced = collect(services.map((wish) => priceService(wish, request)));
  if (!priced.ok) return priced;
  const withTravel = chargeTravel(priced.value, place.value);
  if (!withTravel.ok) return withTravel;
  const lines = withTravel.value;
  const currency = lines[0]?.total.currency ?? 'RUB';
  const same = oneCurrency(
    lines.map(({ total }) => total),
    currency,
  );
  if (!same.ok) return same;
  const total = sum(
    lines.map((line) => line.total),
    currency,
  );
  if (total.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  const certainty = lines.some(({ weight }) => weight.mode === 'UNKNOWN') ? 'ESTIMATE' : 'FIRM';
  return ok({ version: 1, made: stamp, reason: '', date, place: place.value, lines, total, certainty });
}

/** In the clinic the distance is nothing; at home the address needs coordinates and a distance. */
function checkPlace(wanted: WantedPlace): Result<QuotePlace, Failure<'COORDINATES_MISSING' | 'DISTANCE_MISSING'>> {
  if (wanted.kind === 'CLINIC') return ok(wanted);
  const { address, coordinates, distance } = wanted;
  const written = tidyLine(address, 300);
  if (coordinates === null || written === '') return err(failure('COORDINATES_MISSING'));
  if (distance === null || distance < 0) return err(failure('DISTANCE_MISSING'));
  return ok({ kind: 'HOME', address: written, coordinates, distance });
}

interface PricedService {
  readonly line: QuoteLine;
  readonly perKm: Money;
}

function priceService(
  { service, quantity: count }: QuoteRequest['services'][number],
  { location, species, weight, place, chain, date }: QuoteRequest,
): Result<PricedService, QuoteRefusal> {
  const { code, name, category } = service;
  const offered = serviceAt(service, location);
  if (offered === undefined) return err(failure('SERVICE_NOT_OFFERED', { code }));
  if (!isForSpecies(service, species)) return err(failure('NOT_FOR_SPECIES', { code }));
  if (place.kind === 'HOME' && !offered.home) return err(failure('NOT_AT_HOME', { code }));
  const price = priceOn<ServicePrice>(service, chain, date);
  if (!price.ok) return price;
  const { base, weight: byWeight, perKm } = price.value.terms;
  const quoted = weightPart(code, byWeight, weight);
  if (!quoted.ok) return quoted;
  const unitPrice = 'amount' in quoted.value ? add(base, quoted.value.amount) : base;
  if (unitPrice.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  const total = priceTimes(unitPrice, quantity(count));
  if (!total.ok) return total;
  const travel = zero(base.currency);
  return ok({
    perKm: perKm ?? travel,
    line: {
      service: service.id,
      code,
      name,
      category,
      price: price.value.id,
      base,
      weight: quoted.value,
      unitPrice,
      quantity: count,
      travel,
      total: total.value,
    },
  });
}

function weightPart(
  code: string,
  price: WeightPrice,
  weight: Quantity | null,
): Result<QuoteLine['weight'], Failure<'AMOUNT_TOO_LARGE' | 'WEIGHT_OUTSIDE_BRACKETS'>> {
  if (price.mode === 'NONE') return ok({ mode: 'NONE' });
  if (weight === null) return ok({ mode: 'UNKNOWN' });
  if (price.mode === 'PER_KG') {
    const amount = priceTimes(price.perKg, weight);
    return amount.ok ? ok({ mode: 'PER_KG', weight, perKg: price.perKg, amount: amount.value }) : amount;
  }
  const tier = price.tiers.find(({ from, below }) => from <= weight && (below === null || weight < below));
  if (tier === undefined) {
    return err(failure('WEIGHT_OUTSIDE_BRACKETS', { code, weight: formatQuantity(weight, 'en') }));
  }
  const { from, below, amount } = tier;
  return ok({ mode: 'TIER', weight, from, below, amount });
}

function chargeTravel(
  priced: readonly PricedService[],
  place: QuotePlace,
): Result<QuoteLine[], Failure<'AMOUNT_TOO_LARGE'>> {
  const lines = priced.map(({ line }) => line);
  if (place.kind === 'CLINIC') return ok(lines);
  const dearest = priced.reduce((best, { perKm }, index) => {
    const known = priced[best];
    return known !== undefined && perKm.minor > known.perKm.minor ? index : best;
  }, 0);
  const carrier = priced[dearest];
  if (carrier === undefined) return ok(lines);
  const travel = priceTimes(carrier.perKm, place.distance);
  if (!travel.ok) return travel;
  const total = add(carrier.line.total, travel.value);
  if (total.minor > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  return ok(lines.with(dearest, { ...carrier.line, travel: travel.value, total }));
}
