import type { IdMaker } from '@lapka/shared/base/id.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { putWarning, type Warning } from '@lapka/shared/domain/pets/findings-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeWarnings: CommandFor<'pets', 'changeWarnings'> = {
  run(transactor, input, { ids, stamp }) {
    const warning = warningOf(input.warning, ids);
    const changed = changeOne(transactor, pets, input.pet, (stored) => putWarning(stored, warning, stamp));
    return mapOk(changed, ({ id }) => ({ pet: id }));
  },
};

/** The warning with an id, a new one where it had none. */
function warningOf(given: Order<'pets', 'changeWarnings'>['warning'], ids: IdMaker): Warning {
  switch (given.list) {
    case 'allergies': {
      const { id = ids.next<'Allergy'>(), substance, severity, state, ...optional } = given.item;
      return { list: given.list, item: { id, substance, severity, state, ...onlyDefined(optional) } };
    }
    case 'alerts': {
      const { id = ids.next<'Alert'>(), kind, state, ...optional } = given.item;
      return { list: given.list, item: { id, kind, state, ...onlyDefined(optional) } };
    }
    case 'problems': {
      const { id = ids.next<'Problem'>(), text, state, ...optional } = given.item;
      return { list: given.list, item: { id, text, state, ...onlyDefined(optional) } };
    }
  }
}
