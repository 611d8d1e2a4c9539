import { onlyDefined } from '@lapka/shared/base/optional.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';

/** What holds now of what everybody must know before touching the animal. */
export function warningsOf({ alerts, allergies }: Pick<Pet, 'alerts' | 'allergies'>) {
  return {
    alerts: alerts
      .filter(({ state }) => state.status === 'ACTIVE')
      .map(({ id, kind, text }) => ({ id, kind, ...onlyDefined({ text }) })),
    allergies: allergies
      .filter(({ state }) => state.status === 'ACTIVE')
      .map(({ id, substance, severity, reaction }) => ({ id, substance, severity, ...onlyDefined({ reaction }) })),
  };
}
