import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import type { Species } from '../pets/pet.ts';
import type { ServicePrice } from './price-terms.ts';
import type { Service, ServiceOverride } from './service.ts';
import { checkTerms, type TermsRefusal } from './weight-price.ts';

/** A service as one place offers it. */
export interface OfferedService {
  readonly minutes: number;
  readonly slotsRequired: number;
  readonly home: boolean;
}

export type LocationId = ServiceOverride['location'];

/** What a place makes of a service: its own override, else the template. Undefined: not offered there. */
export function serviceAt(service: Service, location: LocationId): OfferedService | undefined {
  const { origin, overrides, minutes, slotsRequired, home } = service;
  if (service.status !== 'ACTIVE') return undefined;
  if (origin.from === 'CUSTOM' && origin.location !== location) return undefined;
  const override = overrides.find((candidate) => candidate.location === location);
  if (override === undefined) return { minutes, slotsRequired, home };
  if (!override.offered) return undefined;
  return {
    minutes: override.minutes ?? minutes,
    slotsRequired: override.slotsRequired ?? slotsRequired,
    home: override.home ?? home,
  };
}

/** How many slots of the place's grid a service takes: what it asks for, and at least its duration (C-06, C-07). */
export function slotsNeeded(
  { minutes, slotsRequired }: Pick<OfferedService, 'minutes' | 'slotsRequired'>,
  gridMinutes: number,
): number {
  return Math.max(slotsRequired, Math.ceil(minutes / gridMinutes));
}

/** Whether a service is for an animal; ALL is any (R-036, C-32). */
export function isForSpecies({ species }: Pick<Service, 'species'>, animal: Species): boolean {
  return species === 'ALL' || species.includes(animal);
}

/** The service with one more price. Old prices stay: they are what things cost then. */
export function addServicePrice(service: Service, price: ServicePrice, stamp: Stamp): Result<Service, TermsRefusal> {
  const checked = checkTerms(price.terms);
  if (!checked.ok) return err(checked.error);
  return ok({ ...service, prices: [...service.prices, price], changed: stamp });
}

/** The service with a place's override set or replaced. */
export function overrideService(service: Service, override: ServiceOverride, stamp: Stamp): Service {
  const others = service.overrides.filter(({ location }) => location !== override.location);
  return { ...service, overrides: [...others, override], changed: stamp };
}
