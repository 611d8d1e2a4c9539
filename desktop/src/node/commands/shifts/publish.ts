import { err, mapOk, ok } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { publishShift } from '@lapka/shared/domain/shifts/shift-change-rules.ts';
import { generateShifts } from '@lapka/shared/domain/shifts/shift-week-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { foundOf, isOf } from '../../reading/found.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { changeOneOf } from '../change-one.ts';
import { plannerAt, shiftsAround } from './shift-surroundings.ts';

export const publish: CommandFor<'shifts', 'publish'> = {
  target: (_reader, { what }) => ({ location: what.location }),
  run: (transactor, { what }, context) =>
    what.of === 'WEEKS' ? publishWeeks(transactor, what, context) : publishProposals(transactor, what, context),
};

type What = Order<'shifts', 'publish'>['what'];

/** All of them or none: a screen shows one plan. */
function publishProposals(
  transactor: StoreTransactor,
  { shifts: wanted }: Extract<What, { of: 'PROPOSALS' }>,
  context: CommandContext,
) {
  for (const id of wanted) {
    const published = changeOneOf(transactor, shifts, 'SHIFT', id, (shift) => {
      const others = shiftsAround(transactor, shift.staff, shift.date);
      return publishShift(shift, plannerAt(shift.location, context), others, context.stamp);
    });
    if (!published.ok) return err(published.error);
  }
  return ok({ published: [...wanted], skipped: [] });
}

function publishWeeks(
  transactor: StoreTransactor,
  { location: at, from, until }: Extract<What, { of: 'WEEKS' }>,
  context: CommandContext,
) {
  const location = foundOf(transactor, settings, 'LOCATION', at);
  if (!location.ok) return location;
  const templates = transactor.find(shifts, { where: { kind: 'TEMPLATE' } }).filter((entry) => isOf(entry, 'TEMPLATE'));
  const people = new Set(templates.map(({ staff }) => staff));
  const others = [...people].flatMap((person) => shiftsAround(transactor, person, from, until));
  const holidays = transactor
    .find(settings, { where: { kind: 'HOLIDAY', location: at } })
    .filter((setting) => isOf(setting, 'HOLIDAY'));
  const plan = {
    location: location.value,
    planner: plannerAt(at, context),
    others,
    now: context.now,
    stamp: context.stamp,
  };
  return mapOk(generateShifts(templates, from, until, holidays, plan), ({ shifts: made, skipped }) => {
    for (const shift of made) transactor.put(shifts, shift);
    return { published: made.map(({ id }) => id), skipped: [...skipped] };
  });
}
