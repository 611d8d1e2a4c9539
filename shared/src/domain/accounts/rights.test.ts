import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { type CommandName, commandNames, protectedReads } from './command-names.ts';
import { mayRun, type Target } from './rights.ts';
import { emergencyCommands, rights } from './rights-table.ts';
import { type Authority, type Caller, rolesAt, type StaffRole, staffRoles } from './role.ts';

/**
 * Every command and protected read × every role. Columns: where (O organisation, L at the location), then front desk,
 * nurse, vet, clinic manager, clinic owner, then owner of pets, platform admin and the system by a rule.
 * Y yes, s for what is one's own, g when given to the person, o for one's own animals.
 */
const matrix = `
  clients.register             O   Y Y Y Y Y   . . .
  clients.change               O   Y Y Y Y Y   o . .
  clients.changeNotifications  O   Y Y Y Y Y   o . .
  clients.giveConsent          O   Y Y Y Y Y   o . .
  clients.withdrawConsent      O   Y Y Y Y Y   o . .
  clients.setDiscount          O   g . . Y Y   . . .
  clients.merge                O   Y . . Y Y   . . .
  clients.keepApart            O   Y . . Y Y   . . .
  clients.archive              O   Y . . Y Y   . . .
  clients.erase                O   . . . Y Y   . . .
  pets.register                O   Y Y Y Y Y   o . .
  pets.change                  O   Y Y Y Y Y   o . .
  pets.weigh                   O   Y Y Y Y Y   . . .
  pets.changeWarnings          O   Y Y Y Y Y   . . .
  pets.changeOwner             O   Y . . Y Y   . . .
  pets.changeCoOwners          O   Y . . Y Y   . . .
  pets.markChip                O   Y Y Y Y Y   . . .
  pets.reportDeath             O   Y Y Y Y Y   o . .
  pets.withdrawDeath           O   Y . Y Y Y   . . .
  pets.archive                 O   Y . . Y Y   o . .
  passports.issue              O   . . Y . .   . . .
  passports.record             O   Y Y Y Y Y   . . .
  passports.change             O   Y . Y Y Y   . . .
  passports.close              O   Y . Y Y Y   . . .
  passports.addEntry           O   . . Y . .   . . .
  passports.voidEntry          O   . . Y . .   . . .
  passports.settleClash        O   Y . Y Y Y   . . .
  catalogue.changeService      O   . . . Y Y   . . .
  catalogue.changePrices       O   . . . Y Y   . . .
  catalogue.changeProduct      O   . Y . Y Y   . . .
  catalogue.changePackage      O   . . . Y Y   . . .
  catalogue.changePlan         O   . . . Y Y   . . .
  catalogue.changePromotion    O   . . . Y Y   . . .
  catalogue.changeSupplier     O   . Y . Y Y   . . .
  catalogue.changeProtocol     O   . . Y . Y   . . .
  settings.changeOrganisation  O   . . . . Y   . . .
  settings.changeLocation      L   . . . Y Y   . . .
  settings.changeHours         L   . . . Y Y   . . .
  settings.changeHolidays      L   . . . Y Y   . . .
  settings.changeRooms         L   . . . Y Y   . . .
  settings.changeSetting       O   . . . Y Y   . . .
  shifts.changeTemplate        L   . . . Y Y   . . .
  shifts.propose               L   . s s Y Y   . . .
  shifts.publish               L   . . . Y Y   . . .
  shifts.change                L   . . . Y Y   . . .
  shifts.cancel                L   . . . Y Y   . . .
  shifts.block                 L   Y . . Y Y   . . .
  shifts.liftBlock             L   Y . . Y Y   . . .
  bookings.hold                L   Y . Y Y Y   o . .
  bookings.release             L   Y . Y Y Y   o . Y
  bookings.book                L   Y . Y Y Y   o . .
  bookings.move                L   Y . Y Y Y   o . .
  bookings.assign              L   Y . . Y Y   . . Y
  bookings.confirm             L   Y . . Y Y   o . Y
  bookings.startTravel         L   . s Y . .   . . .
  bookings.arrive              L   . s Y . .   . . .
  bookings.checkIn             L   Y Y Y Y Y   . . .
  bookings.start               L   . s Y . .   . . .
  bookings.checkOut            L   . s Y . .   . . .
  bookings.complete            L   Y . Y Y Y   . . Y
  bookings.cancel              L   Y . . Y Y   o . .
  bookings.markNoShow          L   Y . Y Y Y   . . Y
  bookings.markLeftUnseen      L   . . . Y Y   . . .
  bookings.walkIn              L   Y Y Y Y Y   . . .
  bookings.callOut             L   Y . . Y Y   o . .
  bookings.requote             L   Y . Y Y Y   . . .
  bookings.settleConflict      L   Y . . Y Y   . . .
  records.saveDraft            O   . Y Y . .   . . .
  records.voidDraft            O   . . Y . .   . . .
  records.joinTexts            O   . . Y . .   . . .
  records.sign                 O   . . Y . .   . . .
  records.addAddendum          O   . . Y . .   . . .
  records.settleLateEdit       O   . . Y . .   . . .
  records.prescribe            O   . . Y . .   . . .
  records.vaccinate            O   . . Y . .   . . .
  records.voidVaccination      O   . . Y . .   . . .
  records.setNextDue           O   . . Y . .   . . .
  records.refuseVaccine        O   Y Y Y Y Y   . . .
  records.measure              O   . Y Y . .   . . .
  records.note                 O   Y Y Y Y Y   . . .
  records.enterResult          O   . Y Y . .   . . .
  records.attach               O   Y Y Y Y Y   . . .
  records.voidEntry            O   . . Y . .   . . .
  records.changeTemplate       O   . . Y . Y   . . .
  records.takeConsent          O   Y Y Y Y Y   . . .
  records.estimate             O   Y Y Y Y Y   . . .
  invoices.addLine             L   Y Y Y Y Y   . . .
  invoices.removeLine          L   Y . Y Y Y   . . .
  invoices.cover               L   Y . Y Y Y   . . .
  invoices.giveDiscount        L   g . g Y Y   . . .
  invoices.applyPromotion      L   Y . Y Y Y   . . .
  invoices.issue               L   Y . Y Y Y   . . Y
  invoices.billLate            L   Y . Y Y Y   . . .
  invoices.credit              L   g . . Y Y   . . .
  invoices.void                L   g . . Y Y   . . .
  sales.addLine                L   Y . . Y Y   . . .
  sales.removeLine             L   Y . . Y Y   . . .
  sales.park                   L   Y . . Y Y   . . .
  sales.resume                 L   Y . . Y Y   . . .
  sales.discard                L   Y . . Y Y   . . .
  sales.sell                   L   Y . . Y Y   . . .
  payments.take                L   Y . Y Y Y   o . Y
  payments.takeDebts           L   Y . Y Y Y   . . .
  payments.refund              L   g . . Y Y   . . .
  payments.putOnAccount        L   . . . Y Y   . . .
  wallets.deposit              L   Y . . Y Y   o . .
  wallets.withdraw             L   . . . Y Y   . . .
  wallets.correct              L   . . . Y Y   . . .
  packages.sell                L   Y . . Y Y   o . .
  plans.subscribe              L   Y . . Y Y   . . .
  plans.pause                  L   Y . . Y Y   . . .
  plans.resume                 L   Y . . Y Y   . . .
  plans.end                    L   Y . . Y Y   . . .
  plans.invoiceMonth           L   . . . Y Y   . . Y
  till.open                    L   Y . . Y Y   . . .
  till.payIn                   L   Y . . Y Y   . . .
  till.payOut                  L   Y . . Y Y   . . .
  till.readX                   L   Y . . Y Y   . . .
  till.closeZ                  L   Y . . Y Y   . . .
  till.noteFiscal              L   . . . . .   . . Y
  stock.order                  L   Y Y . Y Y   . . .
  stock.stepOrder              L   Y Y . Y Y   . . .
  stock.receive                L   Y Y . Y Y   . . .
  stock.dispense               L   Y Y Y Y Y   . . .
  stock.transfer               L   . Y . Y Y   . . .
  stock.receiveTransfer        L   Y Y . Y Y   . . .
  stock.adjust                 L   . . . Y Y   . . .
  stock.quarantine             L   . Y Y Y Y   . . .
  stock.reverse                L   . . . Y Y   . . .
  stock.drawControlled         L   . g Y . .   . . .
  stock.witness                L   . Y Y . .   . . .
  stock.reverseControlled      L   . . Y . .   . . .
  stock.startCount             L   Y Y . Y Y   . . .
  stock.count                  L   Y Y . Y Y   . . .
  stock.finishCount            L   . . . Y Y   . . .
  stock.cancelCount            L   . . . Y Y   . . .
  tasks.create                 O   Y Y Y Y Y   . . Y
  tasks.take                   O   Y Y Y Y Y   . . .
  tasks.settle                 O   Y Y Y Y Y   . . Y
  tasks.reopen                 O   Y Y Y Y Y   . . .
  recalls.note                 O   Y Y . Y Y   . . .
  enquiries.open               O   Y Y Y Y Y   o . .
  enquiries.assign             O   Y . . Y Y   . . .
  enquiries.advance            O   Y Y Y Y Y   . . .
  conversations.write          O   Y Y Y Y Y   o . .
  conversations.markRead       O   Y Y Y Y Y   o . .
  notices.markRead             O   Y Y Y Y Y   o . .
  staff.add                    O   . . . Y Y   . . .
  staff.change                 O   . . . Y Y   . . .
  staff.changeRoles            O   . . . Y Y   . . .
  staff.setOwnPin              O   s s s s s   . . .
  staff.resetPin               O   . . . Y Y   . . .
  staff.suspend                O   . . . Y Y   . . .
  devices.enrol                O   . . . Y Y   . . .
  devices.change               O   . . . Y Y   . . .
  devices.revoke               O   . . . Y Y   . . .
  backups.make                 O   . . . Y Y   . . Y
  backups.restore              O   . . . . Y   . . .
  sync.retry                   O   Y Y Y Y Y   . . Y
  clients.read                 O   Y Y Y Y Y   o . .
  clients.export               O   . . . Y Y   o . .
  pets.read                    O   Y Y Y Y Y   o . .
  records.read                 O   Y Y Y Y Y   o . .
  bookings.read                O   Y Y Y Y Y   o . .
  invoices.read                O   Y Y Y Y Y   o . .
  till.read                    L   Y . . Y Y   . . .
  reports.money                L   . . . Y Y   . . .
  stock.read                   L   Y Y Y Y Y   . . .
  controlled.read              L   . g Y Y Y   . . .
  staff.read                   O   Y Y Y Y Y   . . .
  audit.read                   O   . . . Y Y   . . .
  settings.read                O   Y Y Y Y Y   . . .
  health.read                  O   Y Y Y Y Y   . . .
`;

const here = derivedId('Location', 'L1');
const elsewhere = derivedId('Location', 'L2');
const me = derivedId('Staff', 'me');
const other = derivedId('Staff', 'other');
const irina = derivedId('Client', 'irina');

interface Given {
  readonly roles?: readonly StaffRole[];
  readonly posts?: readonly { location: typeof here; roles: StaffRole[] }[];
  readonly grants?: readonly string[];
  readonly authority?: Authority;
}

function member({ roles = [], posts = [], grants = [], authority = 'FULL' }: Given): Caller {
  return { kind: 'STAFF', staff: me, roles, posts, grants, authority };
}

const target: Target = { location: here, clients: [derivedId('Client', 'somebody')], staff: other };

/** What a role can do with a command, found by asking. */
function letterOf(wanted: (typeof commandNames)[number] | (typeof protectedReads)[number], role: StaffRole): string {
  if (mayRun(member({ roles: [role] }), wanted, target).ok) return 'Y';
  if (mayRun(member({ roles: [role] }), wanted, { ...target, staff: me }).ok) return 's';
  return mayRun(member({ roles: [role], grants: [wanted] }), wanted, target).ok ? 'g' : '.';
}

describe('the rights matrix', () => {
  const lines = new Map(
    matrix
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', ...letters] = line.trim().split(/ +/);
        return [name, letters.join(' ')];
      }),
  );
  const names = [...commandNames, ...protectedReads];

  it('lists every command once', () => {
    expect([...lines.keys()]).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(names)('%s is allowed to the roles of the table and to nobody else (R-005, R-010, C-36)', (wanted) => {
    const where = rights[wanted].where === 'LOCATION' ? 'L' : 'O';
    const staff = staffRoles.map((role) => letterOf(wanted, role));
    const strange = mayRun({ kind: 'OWNER', client: irina }, wanted, target).ok;
    const own = mayRun({ kind: 'OWNER', client: irina }, wanted, { ...target, clients: [irina] }).ok;
    const owner = strange ? 'Y' : own ? 'o' : '.';
    const admin = mayRun({ kind: 'ADMIN' }, wanted, target).ok ? 'Y' : '.';
    const system = mayRun({ kind: 'SYSTEM' }, wanted, target).ok ? 'Y' : '.';
    expect([where, ...staff, owner, admin, system].join(' ')).toBe(lines.get(wanted));
  });

  it('lets a role that is held at one location act there only (C-38)', () => {
    const desk = member({ posts: [{ location: here, roles: ['FRONT_DESK'] }] });
    expect(mayRun(desk, 'till.read', { location: here }).ok).toBe(true);
    expect(mayRun(desk, 'till.read', { location: elsewhere })).toMatchObject({
      error: { code: 'NOT_AT_THIS_LOCATION' },
    });
    expect(mayRun(desk, 'till.read', {})).toMatchObject({ error: { code: 'NOT_AT_THIS_LOCATION' } });
    expect(mayRun(desk, 'clients.change', {}).ok).toBe(true);
    expect(rolesAt({ roles: ['VET'], posts: [{ location: here, roles: ['FRONT_DESK'] }] }, elsewhere)).toEqual(
      new Set(['VET']),
    );
  });

  it.each<[string, StaffRole, CommandName]>([
    ['the front desk cannot sign a record', 'FRONT_DESK', 'records.sign'],
    ['a vet cannot correct a wallet', 'VET', 'wallets.correct'],
  ])('story 24: %s', (_, role, wanted) => {
    expect(mayRun(member({ roles: [role] }), wanted, { location: here })).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
  });

  it('story 24: an owner sees only the own pets', () => {
    const owner: Caller = { kind: 'OWNER', client: irina };
    expect(mayRun(owner, 'pets.read', { clients: [derivedId('Client', 'tom')] })).toMatchObject({
      error: { code: 'NOT_YOURS' },
    });
    expect(mayRun(owner, 'pets.read', {})).toMatchObject({ error: { code: 'NOT_YOURS' } });
    expect(mayRun(owner, 'pets.read', { clients: [derivedId('Client', 'tom'), irina] }).ok).toBe(true);
  });

  it('lets the manager publish shifts and a vet propose the own ones (C-37)', () => {
    const vet = member({ roles: ['VET'] });
    expect(mayRun(vet, 'shifts.propose', { location: here, staff: me }).ok).toBe(true);
    expect(mayRun(vet, 'shifts.propose', { location: here, staff: other })).toMatchObject({
      error: { code: 'NOT_YOURS' },
    });
    expect(mayRun(vet, 'shifts.publish', { location: here })).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
    expect(mayRun(member({ roles: ['CLINIC_MANAGER'] }), 'shifts.publish', { location: here }).ok).toBe(true);
  });

  it('keeps the platform admin out of the clinic (C-09)', () => {
    expect(names.filter((wanted) => mayRun({ kind: 'ADMIN' }, wanted, target).ok)).toEqual([]);
  });

  it('leaves only looking when the lease ended, and an emergency once a manager opened it (story 24)', () => {
    const allowed = (authority: Authority) =>
      names.filter((wanted) => mayRun(member({ roles: [...staffRoles], authority }), wanted, { location: here }).ok);
    expect(allowed('READ_ONLY')).toEqual([...protectedReads]);
    expect(new Set(allowed('EMERGENCY'))).toEqual(new Set([...protectedReads, ...emergencyCommands]));
    expect(
      mayRun(member({ roles: ['FRONT_DESK'], authority: 'READ_ONLY' }), 'bookings.walkIn', { location: here }),
    ).toMatchObject({
      error: { code: 'ONLINE_SIGN_IN_NEEDED' },
    });
    expect(
      mayRun(member({ roles: ['FRONT_DESK'], authority: 'EMERGENCY' }), 'bookings.walkIn', { location: here }).ok,
    ).toBe(true);
  });
});
