import { addAddendum as added } from '@lapka/shared/domain/records/visit-signing.ts';
import type { CommandFor } from '../command.ts';
import { changeVisitBy } from './visit-writing.ts';

export const addAddendum: CommandFor<'records', 'addAddendum'> = {
  run(transactor, { record, text }, context) {
    const addendum = { id: context.ids.next<'Addendum'>(), text };
    return changeVisitBy(transactor, record, (visit, editor) => added(visit, addendum, editor), context);
  },
};
