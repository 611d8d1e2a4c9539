import { ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { protocolOf } from '@lapka/shared/domain/vaccinations/protocol.ts';
import { batchesAtHand } from '../../reading/batches-at-hand.ts';
import { clinicOf } from '../../reading/clinic.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';
import type { QueryFor } from '../query.ts';

export const vaccines: QueryFor<'records', 'vaccines'> = {
  run(reader, { pet: id }, context) {
    const clinic = clinicOf(reader, context.desk);
    if (!clinic.ok) return clinic;
    const pet = found(reader, pets, id);
    if (!pet.ok) return pet;
    const protocols = clinic.value.prefer(preferences.vaccinationProtocols);
    const { species } = pet.value;
    const suits = (vaccine: string | null): boolean =>
      vaccine !== null && protocolOf(protocols, vaccine)?.species.includes(species) === true;
    const products = reader
      .find(catalogue, { where: { kind: 'PRODUCT', status: 'ACTIVE' }, sort: { by: 'code' } })
      .filter((entry) => entry.kind === 'PRODUCT')
      .filter(({ vaccine }) => suits(vaccine));
    return ok(
      products.map(({ id: product, code, name }) => ({
        product,
        code,
        name,
        batches: batchesAtHand(reader, product, context.desk.location, todayAt(context)),
      })),
    );
  },
};
