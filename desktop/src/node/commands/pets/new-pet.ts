import { ok } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import type { Client } from '@lapka/shared/domain/clients/client.ts';
import { weighPet } from '@lapka/shared/domain/pets/findings-rules.ts';
import { registerPet } from '@lapka/shared/domain/pets/pet-rules.ts';
import type { CommandContext } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

type NewPet = Omit<Order<'pets', 'register'>, 'operation' | 'owner'>;

/** An animal as it was entered, and as the scales showed it when it was weighed right away. */
export function newPet(owner: Client, { weight, ...typed }: NewPet, context: CommandContext) {
  const { ids, now, stamp } = context;
  const pet = registerPet(ids.next<'Pet'>(), owner, typed, { stamp, today: todayAt(context) });
  if (!pet.ok) return pet;
  if (weight === undefined) return ok(pet.value);
  const point = { id: ids.next<'Weight'>(), at: now, kilograms: weight, source: { kind: 'SCALES' as const } };
  return weighPet(pet.value, point, false, now, stamp);
}
