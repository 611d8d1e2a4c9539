import type { Failure } from '@lapka/shared/base/failure.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { BookingId } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { QuoteRefusal } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import type { LineRefusal } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { type Invoice, type InvoiceId, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { serviceLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import { isCharged } from '@lapka/shared/domain/invoices/pricing.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import type { VaccineConsumption } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import { priceService } from '../../reading/price-service.ts';
import { invoiceOfVisit, type VisitInvoiceRefusal, withLines } from '../../reading/visit-invoice.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

type ChargeRefusal = VisitInvoiceRefusal | LineRefusal | QuoteRefusal | Failure<'NOT_FOUND'>;

/**
 * Charges the vaccination on the invoice of the visit, once however many vaccines were given, and not beside a service
 * the visit was booked for that includes it. Answers the invoice; null when nothing is charged.
 */
export function chargeDose(
  transactor: StoreTransactor,
  booking: BookingId | null,
  pet: Pet,
  consumption: VaccineConsumption | undefined,
  context: CommandContext,
): Result<InvoiceId | null, ChargeRefusal> {
  if (booking === null || consumption === undefined) return ok(null);
  const { stamp } = context;
  const opening = { stamp, today: todayAt(context) };
  const invoice = invoiceOfVisit(transactor, booking, opening);
  if (!invoice.ok) return err(invoice.error);
  if (isPaidBy(invoice.value, consumption)) {
    transactor.put(invoices, invoice.value);
    return ok(invoice.value.id);
  }
  const where = { kind: 'SERVICE', code: consumption.service };
  const service = transactor.find(catalogue, { where }).find((entry) => entry.kind === 'SERVICE');
  if (service === undefined) return ok(null);
  const { location } = invoice.value;
  const priced = priceService(transactor, { service, pet, location, date: opening.today }, stamp);
  if (!priced.ok) return priced;
  const id = derivedId<'InvoiceLine'>('InvoiceLine', 'VACCINATION', booking, service.id);
  const line = serviceLine(priced.value, id, stamp);
  return mapOk(withLines(transactor, invoice.value, [line], opening), (charged) => {
    transactor.put(invoices, charged);
    return charged.id;
  });
}

function isPaidBy({ lines }: Invoice, { coveredBy }: VaccineConsumption): boolean {
  return lines.filter(isCharged).some(({ code, item }) => item.kind === 'SERVICE' && coveredBy.includes(code));
}
