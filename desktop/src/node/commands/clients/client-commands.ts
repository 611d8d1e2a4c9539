import type { CommandTable } from '../command.ts';
import { archive } from './archive.ts';
import { change } from './change.ts';
import { changeNotifications } from './change-notifications.ts';
import { erase } from './erase.ts';
import { giveConsent } from './give-consent.ts';
import { keepApart } from './keep-apart.ts';
import { merge } from './merge.ts';
import { register } from './register.ts';
import { setDiscount } from './set-discount.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export const clientCommands: CommandTable['clients'] = {
  archive,
  change,
  changeNotifications,
  erase,
  giveConsent,
  keepApart,
  merge,
  register,
  setDiscount,
  withdrawConsent,
};
