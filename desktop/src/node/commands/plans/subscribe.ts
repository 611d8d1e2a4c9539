import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { subscribe as begin } from '@lapka/shared/domain/invoices/subscription-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { unitPriceAt } from '../../reading/price-service.ts';
import type { CommandFor } from '../command.ts';
import { found, foundOf } from '../../reading/found.ts';
import { atThisDesk } from '../targets.ts';

export const subscribe: CommandFor<'plans', 'subscribe'> = {
  target: atThisDesk,

  run(transactor, { pet: animal, plan: wanted, from: date }, { desk, ids, stamp }) {
    const pet = found(transactor, pets, animal);
    if (!pet.ok) return pet;
    if (pet.value.deceased !== undefined) return err(failure('PET_DECEASED', { name: pet.value.name }));
    const plan = foundOf(transactor, catalogue, 'PLAN', wanted);
    if (!plan.ok) return plan;
    const monthly = unitPriceAt(transactor, plan.value, desk.location, date);
    if (!monthly.ok) return monthly;
    const { owner: client, species } = pet.value;
    const begun = begin(
      plan.value,
      {
        id: ids.next<'Subscription'>(),
        location: desk.location,
        date,
        client,
        pet: animal,
        species,
        monthly: monthly.value,
      },
      stamp,
    );
    return mapOk(begun, (subscription) => {
      transactor.put(invoices, subscription);
      return { subscription: subscription.id };
    });
  },
};
