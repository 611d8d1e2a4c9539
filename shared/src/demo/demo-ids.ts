import { derivedId, type Id } from '../base/id.ts';

/**
 * Ids of what has a name in the demo: they follow from the name, so that tests, links and screenshots find it. Everything
 * that happens in the history has an id made at its moment, as a desk would make it.
 */
export const demoClinicId = derivedId('Clinic', 'Paw & Tail');

export function demoId<Kind extends string>(kind: Kind, ...name: readonly (string | number)[]): Id<Kind> {
  return derivedId(kind, ...name.map(String));
}

/** People and animals the examples speak of. */
export const namedClients = { volkova: demoId('Client', 'volkova'), harris: demoId('Client', 'harris') } as const;
export const namedPets = {
  baron: demoId('Pet', 'baron'),
  milo: demoId('Pet', 'milo'),
  sonya: demoId('Pet', 'sonya'),
} as const;
