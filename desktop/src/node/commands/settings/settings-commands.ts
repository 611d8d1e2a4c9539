import type { CommandTable } from '../command.ts';
import { changeHolidays } from './change-holidays.ts';
import { changeHours } from './change-hours.ts';
import { changeLocation } from './change-location.ts';
import { changeOrganisation } from './change-organisation.ts';
import { changeRooms } from './change-rooms.ts';
import { changeSetting } from './change-setting.ts';

export const settingsCommands: CommandTable['settings'] = {
  changeHolidays,
  changeHours,
  changeLocation,
  changeOrganisation,
  changeRooms,
  changeSetting,
};
