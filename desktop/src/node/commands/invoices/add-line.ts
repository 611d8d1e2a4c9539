import { err, mapOk, type Result } from '@lapka/shared/base/result.ts';
import type { CodeOf, commandContract, Order } from '@lapka/shared/bridge/contract.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { type Invoice, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { type LineId, serviceLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import { priceService } from '../../reading/price-service.ts';
import { invoiceOfVisit, withLines } from '../../reading/visit-invoice.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext, CommandFor } from '../command.ts';
import { found, foundOf } from '../../reading/found.ts';
import { sellGoods } from '../goods/sell-goods.ts';
import { atBooking } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';
import { lineOfPackage } from './package-line.ts';

type Refusal = Failure<CodeOf<(typeof commandContract)['invoices']['addLine']>>;

export const addLine: CommandFor<'invoices', 'addLine'> = {
  target: atBooking,

  run(transactor, input, context) {
    const opening = { stamp: context.stamp, today: todayAt(context) };
    const invoice = invoiceOfVisit(transactor, input.booking, opening);
    if (!invoice.ok) return invoice;
    const id = context.ids.next<'InvoiceLine'>();
    const line = lineFor(transactor, invoice.value, input, id, context);
    if (!line.ok) return line;
    const changed = withLines(transactor, invoice.value, [line.value], opening);
    return mapOk(changed, (stored) => {
      transactor.put(invoices, stored);
      return { invoice: stored.id, line: id };
    });
  },
};

function lineFor(
  transactor: StoreTransactor,
  invoice: Invoice,
  { booking: id, item }: Pick<Order<'invoices', 'addLine'>, 'booking' | 'item'>,
  line: LineId,
  context: CommandContext,
): Result<InvoiceLine, Refusal> {
  const { stamp } = context;
  if (item.kind === 'PRODUCT') {
    const sold = sellGoods(transactor, item.goods, { invoice: invoice.id, line, how: 'DISPENSE' }, context);
    return mapOk(sold, (done) => done.line);
  }
  const booking = found(transactor, bookings, id);
  if (!booking.ok) return booking;
  const pet = found(transactor, pets, booking.value.pet);
  if (!pet.ok) return pet;
  const wanted = { pet: pet.value, location: invoice.location, date: todayAt(context) };
  if (item.kind === 'PACKAGE') {
    const ids = { line, package: context.ids.next<'ClientPackage'>() };
    return lineOfPackage(transactor, item.template, wanted, ids, stamp);
  }
  const service = foundOf(transactor, catalogue, 'SERVICE', item.service);
  if (!service.ok) return err(service.error);
  const priced = priceService(transactor, { service: service.value, count: item.count, ...wanted }, stamp);
  return mapOk(priced, (quoted) => serviceLine(quoted, line, stamp));
}
