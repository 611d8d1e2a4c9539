import type { CommandName, ProtectedRead } from './command-names.ts';
import type { StaffRole } from './role.ts';

/** One line of the rights matrix. */
export interface Right {
  /** Whether the role must be held where the command takes effect, or at any location. */
  readonly where: 'ORGANISATION' | 'LOCATION';
  readonly staff: readonly StaffRole[];
  /** Roles that may do it to what is their own. */
  readonly self: readonly StaffRole[];
  /** Roles to whose people it may be given one by one. */
  readonly granted: readonly StaffRole[];
  /** Owners of pets, for what is theirs. */
  readonly owner: boolean;
  /** By a rule, without a person. */
  readonly system: boolean;
}

const management = ['CLINIC_MANAGER', 'CLINIC_OWNER'] as const;
const desk = ['FRONT_DESK', ...management] as const;
const vet = ['VET'] as const;
const clinical = ['NURSE', 'VET'] as const;
const all = [...desk, ...clinical] as const;
const vetAndManagement = [...vet, ...management] as const;
const deskAndVet = [...desk, ...vet] as const;
const nurseAndManagement = ['NURSE', ...management] as const;

const ownerToo = { owner: true } as const;
const systemToo = { system: true } as const;
const deskByGrant = { granted: ['FRONT_DESK'] } as const;

/** The rights matrix. */
export const rights: Readonly<Record<CommandName | ProtectedRead, Right>> = {
  'clients.register': anywhere(all),
  'clients.change': anywhere(all, ownerToo),
  'clients.changeNotifications': anywhere(all, ownerToo),
  'clients.giveConsent': anywhere(all, ownerToo),
  'clients.withdrawConsent': anywhere(all, ownerToo),
  'clients.setDiscount': anywhere(management, deskByGrant),
  'clients.merge': anywhere(desk),
  'clients.keepApart': anywhere(desk),
  'clients.archive': anywhere(desk),
  'clients.erase': anywhere(management),
  'clients.read': anywhere(all, ownerToo),
  'clients.export': anywhere(management, ownerToo),

  'pets.register': anywhere(all, ownerToo),
  'pets.change': anywhere(all, ownerToo),
  'pets.weigh': anywhere(all),
  'pets.changeWarnings': anywhere(all),
  'pets.changeOwner': anywhere(desk),
  'pets.changeCoOwners': anywhere(desk),
  'pets.markChip': anywhere(all),
  'pets.reportDeath': anywhere(all, ownerToo),
  'pets.withdrawDeath': anywhere(deskAndVet),
  'pets.archive': anywhere(desk, ownerToo),
  'pets.read': anywhere(all, ownerToo),

  'passports.issue': anywhere(vet),
  'passports.record': anywhere(all),
  'passports.change': anywhere(deskAndVet),
  'passports.close': anywhere(deskAndVet),
  'passports.addEntry': anywhere(vet),
  'passports.voidEntry': anywhere(vet),
  'passports.settleClash': anywhere(deskAndVet),

  'catalogue.changeService': anywhere(management),
  'catalogue.changePrices': anywhere(management),
  'catalogue.changeProduct': anywhere(nurseAndManagement),
  'catalogue.changePackage': anywhere(management),
  'catalogue.changePlan': anywhere(management),
  'catalogue.changePromotion': anywhere(management),
  'catalogue.changeSupplier': anywhere(nurseAndManagement),
  'catalogue.changeProtocol': anywhere(['VET', 'CLINIC_OWNER']),

  'settings.changeOrganisation': anywhere(['CLINIC_OWNER']),
  'settings.changeLocation': here(management),
  'settings.changeHours': here(management),
  'settings.changeHolidays': here(management),
  'settings.changeRooms': here(management),
  'settings.changeSetting': anywhere(management),
  'settings.read': anywhere(all),

  'shifts.changeTemplate': here(management),
  'shifts.propose': here(management, { self: clinical }),
  'shifts.publish': here(management),
  'shifts.change': here(management),
  'shifts.cancel': here(management),
  'shifts.block': here(desk),
  'shifts.liftBlock': here(desk),

  'bookings.hold': here(deskAndVet, ownerToo),
  'bookings.release': here(deskAndVet, { ...ownerToo, ...systemToo }),
  'bookings.book': here(deskAndVet, ownerToo),
  'bookings.move': here(deskAndVet, ownerToo),
  'bookings.assign': here(desk, systemToo),
  'bookings.confirm': here(desk, { ...ownerToo, ...systemToo }),
  'bookings.startTravel': here(vet, { self: ['NURSE'] }),
  'bookings.arrive': here(vet, { self: ['NURSE'] }),
  'bookings.checkIn': here(all),
  'bookings.start': here(vet, { self: ['NURSE'] }),
  'bookings.checkOut': here(vet, { self: ['NURSE'] }),
  'bookings.complete': here(deskAndVet, systemToo),
  'bookings.cancel': here(desk, ownerToo),
  'bookings.markNoShow': here(deskAndVet, systemToo),
  'bookings.markLeftUnseen': here(management),
  'bookings.walkIn': here(all),
  'bookings.callOut': here(desk, ownerToo),
  'bookings.requote': here(deskAndVet),
  'bookings.settleConflict': here(desk),
  'bookings.read': anywhere(all, ownerToo),

  'records.saveDraft': anywhere(clinical),
  'records.voidDraft': anywhere(vet),
  'records.joinTexts': anywhere(vet),
  'records.sign': anywhere(vet),
  'records.addAddendum': anywhere(vet),
  'records.settleLateEdit': anywhere(vet),
  'records.prescribe': anywhere(vet),
  'records.vaccinate': anywhere(vet),
  'records.voidVaccination': anywhere(vet),
  'records.setNextDue': anywhere(vet),
  'records.refuseVaccine': anywhere(all),
  'records.measure': anywhere(clinical),
  'records.note': anywhere(all),
  'records.enterResult': anywhere(clinical),
  'records.attach': anywhere(all),
  'records.voidEntry': anywhere(vet),
  'records.changeTemplate': anywhere(['VET', 'CLINIC_OWNER']),
  'records.takeConsent': anywhere(all),
  'records.estimate': anywhere(all),
  'records.read': anywhere(all, ownerToo),

  'invoices.addLine': here(all),
  'invoices.removeLine': here(deskAndVet),
  'invoices.cover': here(deskAndVet),
  'invoices.giveDiscount': here(management, { granted: ['FRONT_DESK', 'VET'] }),
  'invoices.applyPromotion': here(deskAndVet),
  'invoices.issue': here(deskAndVet, systemToo),
  'invoices.billLate': here(deskAndVet),
  'invoices.credit': here(management, deskByGrant),
  'invoices.void': here(management, deskByGrant),
  'invoices.read': anywhere(all, ownerToo),
  'sales.addLine': here(desk),
  'sales.removeLine': here(desk),
  'sales.park': here(desk),
  'sales.resume': here(desk),
  'sales.discard': here(desk),
  'sales.sell': here(desk),

  'payments.take': here(deskAndVet, { ...ownerToo, ...systemToo }),
  'payments.takeDebts': here(deskAndVet),
  'payments.refund': here(management, deskByGrant),
  'payments.putOnAccount': here(management),
  'wallets.deposit': here(desk, ownerToo),
  'wallets.withdraw': here(management),
  'wallets.correct': here(management),
  'packages.sell': here(desk, ownerToo),
  'plans.subscribe': here(desk),
  'plans.pause': here(desk),
  'plans.resume': here(desk),
  'plans.end': here(desk),
  'plans.invoiceMonth': here(management, systemToo),

  'till.open': here(desk),
  'till.payIn': here(desk),
  'till.payOut': here(desk),
  'till.readX': here(desk),
  'till.closeZ': here(desk),
  'till.noteFiscal': here([], systemToo),
  'till.read': here(desk),
  'reports.money': here(management),

  'stock.order': here([...desk, 'NURSE']),
  'stock.stepOrder': here([...desk, 'NURSE']),
  'stock.receive': here([...desk, 'NURSE']),
  'stock.dispense': here(all),
  'stock.transfer': here(nurseAndManagement),
  'stock.receiveTransfer': here([...desk, 'NURSE']),
  'stock.adjust': here(management),
  'stock.quarantine': here([...clinical, ...management]),
  'stock.reverse': here(management),
  'stock.drawControlled': here(vet, { granted: ['NURSE'] }),
  'stock.witness': here(clinical),
  'stock.reverseControlled': here(vet),
  'stock.startCount': here([...desk, 'NURSE']),
  'stock.count': here([...desk, 'NURSE']),
  'stock.finishCount': here(management),
  'stock.cancelCount': here(management),
  'stock.read': here(all),
  'controlled.read': here(vetAndManagement, { granted: ['NURSE'] }),

  'tasks.create': anywhere(all, systemToo),
  'tasks.take': anywhere(all),
  'tasks.settle': anywhere(all, systemToo),
  'tasks.reopen': anywhere(all),
  'recalls.note': anywhere([...desk, 'NURSE']),
  'enquiries.open': anywhere(all, ownerToo),
  'enquiries.assign': anywhere(desk),
  'enquiries.advance': anywhere(all),
  'conversations.write': anywhere(all, ownerToo),
  'conversations.markRead': anywhere(all, ownerToo),
  'notices.markRead': anywhere(all, ownerToo),

  'staff.add': anywhere(management),
  'staff.change': anywhere(management),
  'staff.changeRoles': anywhere(management),
  'staff.setOwnPin': anywhere([], { self: all }),
  'staff.resetPin': anywhere(management),
  'staff.suspend': anywhere(management),
  'staff.read': anywhere(all),
  'audit.read': anywhere(management),

  'devices.enrol': anywhere(management),
  'devices.change': anywhere(management),
  'devices.revoke': anywhere(management),
  'backups.make': anywhere(management, systemToo),
  'backups.restore': anywhere(['CLINIC_OWNER']),
  'sync.retry': anywhere(all, systemToo),
  'health.read': anywhere(all),
};

/** What an emergency patient needs while the device may otherwise only be looked at (story 24). */
export const emergencyCommands: ReadonlySet<CommandName | ProtectedRead> = new Set([
  'clients.register',
  'pets.register',
  'pets.weigh',
  'bookings.walkIn',
  'bookings.checkIn',
  'bookings.start',
  'bookings.checkOut',
  'records.saveDraft',
  'records.measure',
  'records.prescribe',
  'records.takeConsent',
  'invoices.addLine',
  'stock.dispense',
  'stock.drawControlled',
  'stock.witness',
]);

type More = Partial<Omit<Right, 'where' | 'staff'>>;

function anywhere(staff: readonly StaffRole[], more: More = {}): Right {
  return { where: 'ORGANISATION', staff, self: [], granted: [], owner: false, system: false, ...more };
}

function here(staff: readonly StaffRole[], more: More = {}): Right {
  return { ...anywhere(staff, more), where: 'LOCATION' };
}
