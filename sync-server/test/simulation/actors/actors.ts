import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import * as visits from './bookings.ts';
import { createTask, takeTask, writeToOwner } from './inbox.ts';
import * as goods from './money-and-goods.ts';
import * as patients from './patients.ts';
import type { Actor } from './scene.ts';

/** One line for each command that people use in a simulation. */
export const actors: Partial<Readonly<Record<CommandName, Actor>>> = {
  'bookings.book': { weight: 12, think: visits.book },
  'bookings.walkIn': { weight: 1, think: visits.walkIn },
  'bookings.move': { weight: 3, think: visits.move },
  'bookings.cancel': { weight: 2, think: visits.cancel },
  'bookings.requote': { weight: 1, think: visits.requote },
  'bookings.assign': { weight: 1, think: visits.assign },
  'bookings.confirm': { weight: 1, think: visits.confirm },
  'bookings.checkIn': { weight: 3, think: visits.checkIn },
  'bookings.start': { weight: 3, think: visits.start },
  'bookings.checkOut': { weight: 2, think: visits.checkOut },
  'bookings.markNoShow': { weight: 1, think: visits.markNoShow },
  'bookings.settleConflict': { weight: 2, think: visits.settleConflict },
  'clients.register': { weight: 1, think: patients.registerClient },
  'clients.changeNotifications': { weight: 1, think: patients.changeNotifications },
  'pets.register': { weight: 1, think: patients.registerPet },
  'pets.weigh': { weight: 2, think: patients.weigh },
  'pets.markChip': { weight: 1, think: patients.markChip },
  'passports.record': { weight: 1, think: patients.recordPassport },
  'records.vaccinate': { weight: 3, think: patients.vaccinate },
  'till.open': { weight: 1, think: goods.openTill },
  'till.payIn': { weight: 1, think: goods.payIn },
  'invoices.addLine': { weight: 3, think: goods.addLine },
  'payments.take': { weight: 3, think: goods.takePayment },
  'stock.receive': { weight: 1, think: goods.receiveGoods },
  'stock.dispense': { weight: 3, think: goods.useGoods },
  'tasks.create': { weight: 1, think: createTask },
  'tasks.take': { weight: 1, think: takeTask },
  'conversations.write': { weight: 1, think: writeToOwner },
};
