import { book } from './bookings/book.ts';
import { clientCommands } from './clients/client-commands.ts';
import type { CommandTable } from './command.ts';
import { passportCommands } from './passports/passport-commands.ts';
import { petCommands } from './pets/pet-commands.ts';
import { vaccinate } from './records/vaccinate.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: { book },
  clients: clientCommands,
  passports: passportCommands,
  pets: petCommands,
  records: { vaccinate },
};
