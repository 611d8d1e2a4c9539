import { bookingCommands } from './bookings/booking-commands.ts';
import { catalogueCommands } from './catalogue/catalogue-commands.ts';
import { clientCommands } from './clients/client-commands.ts';
import type { CommandTable } from './command.ts';
import { markRead as markConversationRead } from './conversations/mark-read.ts';
import { write } from './conversations/write.ts';
import { change as changeDevice } from './devices/change.ts';
import { revoke } from './devices/revoke.ts';
import { enquiryCommands } from './enquiries/enquiry-commands.ts';
import { markRead as markNoticesRead } from './notices/mark-read.ts';
import { passportCommands } from './passports/passport-commands.ts';
import { petCommands } from './pets/pet-commands.ts';
import { note } from './recalls/note.ts';
import { vaccinate } from './records/vaccinate.ts';
import { settingsCommands } from './settings/settings-commands.ts';
import { shiftCommands } from './shifts/shift-commands.ts';
import { add } from './staff/add.ts';
import { changeRoles } from './staff/change-roles.ts';
import { change as changeStaff } from './staff/change.ts';
import { suspend } from './staff/suspend.ts';
import { taskCommands } from './tasks/task-commands.ts';

/** Every command of the clinic, under the name it has in the contract and in the rights matrix. */
export const commands: CommandTable = {
  bookings: bookingCommands,
  catalogue: catalogueCommands,
  clients: clientCommands,
  conversations: { markRead: markConversationRead, write },
  devices: { change: changeDevice, revoke },
  enquiries: enquiryCommands,
  notices: { markRead: markNoticesRead },
  passports: passportCommands,
  pets: petCommands,
  recalls: { note },
  records: { vaccinate },
  settings: settingsCommands,
  shifts: shiftCommands,
  staff: { add, change: changeStaff, changeRoles, suspend },
  tasks: taskCommands,
};
