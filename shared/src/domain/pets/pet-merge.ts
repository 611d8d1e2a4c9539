import { stampOrder } from '../document.ts';
import { byKey, eachField, type FieldPolicies, first, keepBoth, latest, ranked } from '../merge-policies.ts';
import type { Passport, PassportState } from '../passports/passport.ts';
import type { PassportEntry } from '../passports/passport-entry.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { Pet } from './pet.ts';

const rankOfPassport: Readonly<Record<PassportState['status'], number>> = {
  ACTIVE: 0,
  LOST: 1,
  REPLACED: 2,
  CANCELLED: 3,
};

/** A line that was struck out stays struck out, by the first who did it. */
function voidedFirst(state: PassportEntry['state']): string {
  return state.status === 'VOIDED' ? stampOrder(state.voided) : 'never';
}

const entryPolicy = eachField<PassportEntry>({ state: first(voidedFirst) });

const passportPolicy = eachField<Passport>({
  state: ranked(({ status }) => rankOfPassport[status]),
  recorded: first(stampOrder),
  entries: byKey(({ id }) => id, entryPolicy),
});

const policies: FieldPolicies<Pet> = {
  coOwners: byKey(({ client }) => client, eachField()),
  pastOwners: byKey(({ id }) => id, eachField()),
  deceased: first(String),
  features: keepBoth(8_000),
  weights: byKey(({ id }) => id),
  allergies: byKey(({ id }) => id, eachField()),
  alerts: byKey(({ id }) => id, eachField()),
  problems: byKey(({ id }) => id, eachField()),
  chips: byKey(({ id }) => id, eachField()),
  tattoos: byKey(({ id }) => id, eachField()),
  registrations: byKey(({ id }) => id, eachField()),
  passports: byKey(({ id }) => id, passportPolicy),
  note: keepBoth(20_000),
};

/** The owner goes with the day of the change, the breed with its code, the birthday with how sure it is. */
const together = [
  { fields: ['owner', 'ownerSince'], policy: latest },
  { fields: ['breedCode', 'breed'], policy: latest },
  { fields: ['born', 'bornIsEstimate'], policy: latest },
] as const;

/**
 * Two desks changed the same animal. Weights, warnings, chips, owners before, passports and their lines are joined one by
 * one; a struck-out line stays struck out, a lost passport lost; a death stands, with the earlier day; both notes stand.
 * Of two owners, names or birthdays the later one stands, and a task shows the other.
 */
export function mergePets(base: Pet | undefined, ours: Pet, theirs: Pet): Pet {
  return mergePetsWithReport(base, ours, theirs).document;
}

export function mergePetsWithReport(base: Pet | undefined, ours: Pet, theirs: Pet): Merge<Pet> {
  return mergeWithReport(base, ours, theirs, policies, together);
}
