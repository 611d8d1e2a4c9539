import { mapOk } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { Taken } from '@lapka/shared/domain/availability/slots.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { blockTime } from '@lapka/shared/domain/shifts/block-rules.ts';
import { type Block, shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { meets, takenAt } from './shift-surroundings.ts';

export const block: CommandFor<'shifts', 'block'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { location: at, ...wanted }, { ids, stamp }) {
    const location = foundOf(transactor, settings, 'LOCATION', at);
    if (!location.ok) return location;
    const { zone } = location.value;
    const { start, end, what } = wanted;
    const booked = takenAt(transactor, at, dateAt(start, zone), dateAt(end, zone))
      .filter((taken) => concerns(what, taken))
      .filter(({ span }) => meets(span, start, end));
    const made = blockTime({ id: ids.next<'Block'>(), ...wanted }, location.value, booked.length, stamp);
    return mapOk(made, (entry) => {
      transactor.put(shifts, entry);
      return { block: entry.id };
    });
  },
};

function concerns(what: Block['what'], { vet, room }: Taken): boolean {
  switch (what.of) {
    case 'VET':
      return vet === what.staff;
    case 'ROOM':
      return room === what.room;
    case 'LOCATION':
      return true;
  }
}
