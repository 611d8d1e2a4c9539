import { bookingCommands } from './bookings/booking-commands.ts';
import { clientCommands } from './clients/client-commands.ts';
import type { CommandTable } from './command.ts';
import { markRead as markConversationRead } from './conversations/mark-read.ts';
import { write } from './conversations/write.ts';
import { enquiryCommands } from './enquiries/enquiry-commands.ts';
import { markRead as markNoticesRead } from './notices/mark-read.ts';
import { passportCommands } from './passports/passport-commands.ts';
import { petCommands } from './pets/pet-commands.ts';
import { note } from './recalls/note.ts';
import { vaccinate } from './records/vaccinate.ts';
import { shiftCommands } from './shifts/shift-commands.ts';
import { taskCommands } from './tasks/task-commands.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: bookingCommands,
  clients: clientCommands,
  conversations: { markRead: markConversationRead, write },
  enquiries: enquiryCommands,
  notices: { markRead: markNoticesRead },
  passports: passportCommands,
  pets: petCommands,
  recalls: { note },
  records: { vaccinate },
  shifts: shiftCommands,
  tasks: taskCommands,
};
