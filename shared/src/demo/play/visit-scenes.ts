import { present } from '../../base/assert.ts';
import { quantity } from '../../base/quantity.ts';
import type { CommandName } from '../../domain/accounts/command-names.ts';
import { linesOfQuote, productLine } from '../../domain/invoices/make-lines.ts';
import type { InvoiceLine } from '../../domain/invoices/line.ts';
import { coverLine, openInvoice, setDiscounts, visitInvoiceId } from '../../domain/invoices/invoice-rules.ts';
import { applyPromotion } from '../../domain/invoices/promotion-rules.ts';
import { type Invoice, invoices } from '../../domain/invoices/invoice.ts';
import { coverByPlan } from '../../domain/invoices/subscription-rules.ts';
import type { Party } from '../../domain/bookings/transitions.ts';
import { quoteOf } from '../../domain/bookings/booking.ts';
import { priceOn } from '../../domain/catalogue/prices.ts';
import { discountOn } from '../../domain/clients/client.ts';
import { fullName } from '../../domain/people/person-name.ts';
import { issuePassport } from '../../domain/passports/passport-rules.ts';
import { markChip } from '../../domain/pets/findings-rules.ts';
import { pets } from '../../domain/pets/pet.ts';
import { percent } from '../../base/percent.ts';
import { visitId } from '../../domain/records/visit.ts';
import type { World } from '../../domain/world.ts';
import { type DeviceName, deviceOf, type Post } from '../organisation/branch.ts';
import { deskPost } from '../organisation/roster.ts';
import { planOf } from '../plan/calendar.ts';
import { isStocked, type PrescriptionPlan } from '../plan/book.ts';
import { drawn } from '../plan/goods.ts';
import { cancelReasons } from '../words/cases.ts';
import type { StagedVisit } from './booking-scenes.ts';
import { book } from './booking-scenes.ts';
import { writeRecord } from './record-scenes.ts';
import { chipNumber, passportNumber } from './people-scenes.ts';
import { type Settling, settle } from './money-scenes.ts';
import { vaccinate } from './vaccination-scenes.ts';
import { type Act, granted } from './stage.ts';

const noWorld: World = { get: () => undefined, find: () => [], byKey: () => [] };

/** Everything that happens to one booking, from the call to the payment. */
export function visitHappens(
  visit: StagedVisit,
  prescribed: readonly PrescriptionPlan[],
  extra: Omit<Settling, 'visit'>,
): void {
  const { show, plan } = visit;
  const { booked, seat, source, ending } = plan;
  const isWalkIn = source === 'WALK_IN';
  const day = isWalkIn || plan.where === 'SOS' ? seat.day : booked.day;
  const minute = isWalkIn || plan.where === 'SOS' ? seat.minute : booked.minute;
  show.at(day, minute, seat.place, (at) => {
    const { cover } = plan.bill;
    book(visit, at, typeof cover === 'object' ? extra.packageId(cover.package) : undefined);
  });
  switch (ending) {
    case 'UPCOMING':
    case 'WAITING':
    case 'REQUESTED':
      return;
    case 'CANCELLED':
      calledOff(visit);
      return;
    case 'DID_NOT_COME':
      missed(visit, extra);
      return;
    case 'NOT_AT_HOME':
      travel(visit, seat.minute);
      step(visit, seat.minute + 12, 'bookings.markNoShow', seat.post, (act, party) =>
        visit.advance(act, { to: 'NO_SHOW' }, party),
      );
      return;
    case 'LEFT_UNSEEN':
      step(visit, seat.minute + 40, 'bookings.markLeftUnseen', 'MANAGER', (act, party) =>
        visit.advance(act, { to: 'NO_SHOW' }, party),
      );
      return;
    case 'ON_THE_WAY':
      step(visit, 9 * 60 + 36, 'bookings.startTravel', seat.post, (act, party) =>
        visit.advance(act, { to: 'ON_THE_WAY' }, party),
      );
      return;
    case 'CHECK_IN':
      arrive(visit, Math.min(seat.minute - 4, 9 * 60 + 35));
      return;
    case 'IN_PROGRESS':
    case 'CHECK_OUT':
    case 'COMPLETED':
      seen(visit, prescribed, extra);
  }
}

function seen(visit: StagedVisit, prescribed: readonly PrescriptionPlan[], extra: Omit<Settling, 'visit'>): void {
  const { show, plan } = visit;
  const { seat, ending, where, source, record } = plan;
  const { minutes } = planOf(plan.service);
  const isToday = ending !== 'COMPLETED';
  if (where !== 'IN_CLINIC') travel(visit, seat.minute);
  if (where !== 'IN_CLINIC') {
    step(visit, seat.minute + 1, 'bookings.checkIn', seat.post, (act, party) =>
      visit.advance(act, { to: 'CHECK_IN' }, party),
    );
  } else if (source !== 'WALK_IN') arrive(visit, seat.minute - 6);
  step(visit, seat.minute + 2, 'bookings.start', seat.post, (act, party) =>
    visit.advance(act, { to: 'IN_PROGRESS' }, party),
  );
  if (record !== 'NONE') writeRecord(visit, prescribed, isToday ? 8 : minutes - 14);
  for (const [index, dose] of plan.doses.entries()) vaccinate(visit, dose, seat.minute + 12 + index);
  if (plan.service === 'CHIP') chip(visit);
  if (plan.service === 'PASS') passport(visit);
  if (plan.service === 'CAST-CAT' || plan.service === 'SPAY-DOG') operate(visit);
  if (ending === 'IN_PROGRESS') return;
  step(visit, seat.minute + minutes - 3, 'invoices.addLine', seat.post, (act) => {
    const { stamp, put } = act;
    const lines = linesOfQuote(quoteOf(visit.booking), [act.id<'InvoiceLine'>()], stamp);
    const goods = ending === 'COMPLETED' ? dispensed(visit, act, prescribed) : [];
    put(invoices, opened(visit, [...lines, ...goods], act, extra));
  });
  step(visit, seat.minute + minutes - 2, 'bookings.checkOut', seat.post, (act, party) => {
    const id = visitId(visit.booking.id, plan.pet.id);
    const said = record === 'NONE' ? ({ kind: 'NOT_NEEDED' } as const) : ({ kind: 'SAVED', record: id } as const);
    visit.advance(act, { to: 'CHECK_OUT', record: said }, party);
  });
  if (ending === 'COMPLETED') {
    show.at(seat.day, seat.minute + minutes + 2, seat.place, (at) => settle({ visit, ...extra }, at));
  }
}

function opened(
  visit: StagedVisit,
  lines: readonly InvoiceLine[],
  { stamp }: Act,
  extra: Omit<Settling, 'visit'>,
): Invoice {
  const { show, plan } = visit;
  const { pet, seat, bill } = plan;
  const client = show.client(pet.owner);
  const date = show.date(seat.day);
  let invoice = granted(
    openInvoice(
      {
        id: visitInvoiceId(visit.booking.id),
        purpose: { of: 'VISIT', booking: visit.booking.id, pet: pet.id },
        location: show.place(seat.place).id,
        date,
        client: client.id,
        buyer: fullName(client.name, show.branch.language),
        currency: 'RUB',
        lines,
      },
      stamp,
    ),
  );
  const share = discountOn(client, date);
  if (share > 0) invoice = granted(setDiscounts(invoice, { client: share, booking: percent(0) }, stamp));
  const [first] = invoice.lines;
  if (first !== undefined && visit.package !== undefined) {
    invoice = granted(coverLine(invoice, first.id, { by: 'PACKAGE', package: visit.package }, stamp));
  }
  if (first !== undefined && bill.cover === 'PLAN') {
    const cover = granted(coverByPlan(extra.subscription(pet), first.item, [], date));
    invoice = granted(coverLine(invoice, first.id, cover, stamp));
  }
  if (bill.promotion) {
    invoice = granted(
      applyPromotion(
        invoice,
        show.catalogue.promotion('AUTUMN500'),
        { total: extra.promotions(), byClient: 0 },
        date,
        stamp,
      ),
    );
  }
  return invoice;
}

/** What was prescribed is handed out and put on the invoice, as far as the place has it. */
function dispensed(visit: StagedVisit, act: Act, prescribed: readonly PrescriptionPlan[]): InvoiceLine[] {
  const { show, plan } = visit;
  const place = show.place(plan.seat.place);
  const date = show.date(plan.seat.day);
  return prescribed.flatMap((each) => {
    if (each.kind !== 'DOSED' || !isStocked(each.medicine.code, place.index)) return [];
    const product = show.catalogue.product(each.medicine.code);
    const { price } = granted(priceOn(product, show.catalogue.chain(place), date));
    const id = act.id<'InvoiceLine'>();
    const about = { paper: 'INVOICE' as const, invoice: visitInvoiceId(visit.booking.id), line: id };
    const request = {
      how: 'DISPENSE' as const,
      product,
      quantity: each.dispensed,
      stockroom: show.catalogue.stockroom(place).id,
      about,
      price,
    };
    const moved = show.cupboard.take(act, date, request);
    const batches = moved.map(({ batch, quantity: amount }) => ({ batch, quantity: amount }));
    return [granted(productLine(product, { price, quantity: each.dispensed, batches }, id, act.stamp))];
  });
}

function chip(visit: StagedVisit): void {
  const { show, plan } = visit;
  const { seat, pet } = plan;
  step(visit, seat.minute + 14, 'pets.markChip', seat.post, (act) => {
    const on = show.date(seat.day);
    const place = show.place(seat.place);
    const entry = { how: 'SCANNED' as const, text: chipNumber(show, pet) };
    const marked = markChip(show.pet(pet), { id: act.id(), marked: { how: 'IMPLANTED', on } }, entry, false, act.stamp);
    act.put(pets, granted(marked).pet);
    const about = { paper: 'RECORD' as const, record: visitId(visit.booking.id, pet.id) };
    show.cupboard.take(act, on, {
      how: 'USE',
      product: show.catalogue.product('K-CHIP'),
      quantity: quantity(1),
      stockroom: show.catalogue.stockroom(place).id,
      about,
      price: null,
    });
  });
}

function passport(visit: StagedVisit): void {
  const { show, plan } = visit;
  const { seat, pet } = plan;
  step(visit, seat.minute + 14, 'passports.issue', seat.post, (act) => {
    const on = show.date(seat.day);
    const place = show.place(seat.place);
    const about = { paper: 'RECORD' as const, record: visitId(visit.booking.id, pet.id) };
    const [moved] = show.cupboard.take(act, on, {
      how: 'USE',
      product: show.catalogue.product('K-PASS'),
      quantity: quantity(1),
      stockroom: show.catalogue.stockroom(place).id,
      about,
      price: null,
    });
    const blank = present(moved?.serials[0], 'a blank');
    const request = { id: act.id<'Passport'>(), template: 'RU-FREE', number: passportNumber(show, pet) };
    const issue = {
      on,
      vet: show.branch.staff(seat.post),
      vetName: show.cast.signature(seat.post, show.branch),
      blank,
    };
    act.put(pets, granted(issuePassport(show.pet(pet), request, issue, noWorld, { stamp: act.stamp, today: on })));
  });
}

/** For an operation the surgeon draws ketamine; the nurse, or the manager, watches what is thrown away. */
function operate(visit: StagedVisit): void {
  const { show, plan } = visit;
  const { seat, pet } = plan;
  step(visit, seat.minute + 6, 'stock.drawControlled', seat.post, (act) => {
    const place = show.place(seat.place);
    show.cupboard.draw(act, show.date(seat.day), {
      product: show.catalogue.product('C-KET'),
      stockroom: show.catalogue.stockroom(place).id,
      used: quantity(drawn.used),
      wasted: quantity(drawn.wasted),
      pet: show.pet(pet),
      witness: show.branch.staff('NURSE'),
      about: { paper: 'RECORD', record: visitId(visit.booking.id, pet.id) },
    });
  });
}

function travel(visit: StagedVisit, minute: number): void {
  const { seat } = visit.plan;
  step(visit, minute + (visit.plan.where === 'SOS' ? 0.2 : -20), 'bookings.startTravel', seat.post, (act, party) =>
    visit.advance(act, { to: 'ON_THE_WAY' }, party),
  );
  step(visit, minute + 0.5, 'bookings.arrive', seat.post, (act, party) => visit.advance(act, { to: 'ARRIVED' }, party));
}

function arrive(visit: StagedVisit, minute: number): void {
  step(visit, minute, 'bookings.checkIn', 'AT_DESK', (act, party) => visit.advance(act, { to: 'CHECK_IN' }, party));
}

function calledOff(visit: StagedVisit): void {
  const { show, plan } = visit;
  const { booked, seat } = plan;
  const index = (plan.pet.owner.house + seat.minute) % cancelReasons.length;
  const isLate = plan.pet.owner.house % 5 === 0;
  const [day, minute] = isLate
    ? [seat.day, Math.max(seat.minute - 60, 520)]
    : [Math.max(booked.day, seat.day - 1), Math.max(1075, booked.minute + 20)];
  show.at(day, minute, seat.place, (at) =>
    show.stage.act('bookings.cancel', show.scene('MANAGER', visit.desk, at, seat.place), (act) => {
      const reason = show.branch.say(present(cancelReasons[index], 'a reason'));
      visit.advance(act, { to: 'CANCELLED', reason }, show.cast.party('MANAGER', show.place(seat.place).id));
    }),
  );
}

/** Nobody came. A visit of a package that was missed is used up all the same. */
function missed(visit: StagedVisit, extra: Omit<Settling, 'visit'>): void {
  step(visit, visit.plan.seat.minute + 25, 'bookings.markNoShow', 'AT_DESK', (act, party) => {
    visit.advance(act, { to: 'NO_SHOW' }, party);
    if (visit.package !== undefined) extra.endPackageVisit(visit, visit.package, act);
  });
}

/** Somebody runs a command on the visit, at the place and on the day of the visit. */
function step(
  visit: StagedVisit,
  minute: number,
  command: CommandName,
  post: Post | 'AT_DESK',
  run: (act: Act, party: Party) => void,
): void {
  const { show, plan } = visit;
  const { seat } = plan;
  const place = show.place(seat.place);
  show.at(seat.day, minute, seat.place, (at) => {
    const who = post === 'AT_DESK' ? deskPost(show.branch.timeline, place, seat.day) : post;
    const device: DeviceName = post === 'AT_DESK' || post === 'MANAGER' ? visit.desk : deviceOf(who, place.index);
    show.stage.act(command, show.scene(who, device, at, seat.place), (act) => run(act, show.cast.party(who, place.id)));
  });
}
