import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { mapOk } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { markChip as decide, putMark, setChipState } from '@lapka/shared/domain/pets/findings-rules.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { found } from '../../reading/found.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';

export const markChip: CommandFor<'pets', 'markChip'> = {
  run(transactor, input, context) {
    const stored = found(transactor, pets, input.pet);
    if (!stored.ok) return stored;
    return mapOk(marked(stored.value, input.mark, context), ({ pet, warnings }) => {
      transactor.put(pets, pet);
      const numbers = new Set(pet.chips.filter(({ state }) => state !== 'REMOVED').map(({ number }) => number));
      const given = stored.value.chips.map(({ number }) => number).filter((number) => !numbers.has(number));
      // A number that is no longer in this animal clashes with no other one.
      for (const number of given) {
        const others = transactor.byKey(pets, 'chip', number).map(({ id }) => id);
        settleTasks(transactor, 'CHIP_CLASH', [pet.id, ...others], 'NUMBER_CORRECTED', context.stamp, ({ details }) => {
          return details['number'] === number;
        });
      }
      return { pet: pet.id, warnings: [...warnings] };
    });
  },
};

function marked(pet: Pet, mark: Order<'pets', 'markChip'>['mark'], { ids, stamp }: CommandContext) {
  const quiet = (changed: Pet) => ({ pet: changed, warnings: [] });
  switch (mark.kind) {
    case 'CHIP': {
      const chip = { id: mark.chip ?? ids.next<'Chip'>(), marked: mark.marked, ...onlyDefined({ place: mark.place }) };
      return decide(pet, chip, mark.entry, mark.isOldChip, stamp);
    }
    case 'CHIP_STATE':
      return mapOk(setChipState(pet, mark.chip, mark.state, stamp), quiet);
    case 'TATTOO': {
      const { id = ids.next<'Tattoo'>(), number, ...optional } = mark.tattoo;
      return mapOk(putMark(pet, { list: 'tattoos', item: { id, number, ...onlyDefined(optional) } }, stamp), quiet);
    }
    case 'REGISTRATION': {
      const { id = ids.next<'Registration'>(), registry, number, ...optional } = mark.registration;
      const item = { id, registry, number, ...onlyDefined(optional) };
      return mapOk(putMark(pet, { list: 'registrations', item }, stamp), quiet);
    }
  }
}
