import { book } from './bookings/book.ts';
import type { CommandTable } from './command.ts';
import { vaccinate } from './records/vaccinate.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: { book },
  records: { vaccinate },
};
