import { derivedId } from '@lapka/shared/base/id.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { weighLine, type LineRefusal } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import type { Invoice } from '@lapka/shared/domain/invoices/invoice.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { serviceLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import { isCharged } from '@lapka/shared/domain/invoices/pricing.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { QuoteRefusal } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import type { StoreReader } from '../store/store.ts';
import { priceService } from './price-service.ts';

/**
 * An open invoice whose estimates have become firm where the animal has been weighed by now, at the prices of the day the
 * visit was quoted for (C-01, R-040). Nothing is written.
 */
export function weighEstimates(
  reader: StoreReader,
  invoice: Invoice,
  stamp: Stamp,
): Result<Invoice, QuoteRefusal | LineRefusal | Failure<'REASON_MISSING' | 'NOT_FOUND'>> {
  const { purpose, state } = invoice;
  const pet = purpose.of === 'VISIT' ? reader.get(pets, purpose.pet) : undefined;
  if (pet === undefined || pet.weights.length === 0 || state.status !== 'OPEN') return ok(invoice);
  let weighed = invoice;
  for (const line of invoice.lines.filter(isEstimate)) {
    const service = line.item.kind === 'SERVICE' ? reader.get(catalogue, line.item.service) : undefined;
    if (service?.kind !== 'SERVICE') continue;
    const priced = priceService(reader, { service, pet, location: invoice.location, date: invoice.date }, stamp);
    if (!priced.ok) return priced;
    const { quantity, travel, cover } = line;
    const id = derivedId<'InvoiceLine'>('InvoiceLine', 'WEIGHED', line.id);
    const firm = { ...serviceLine(priced.value, id, stamp), quantity, travel, cover };
    const changed = weighLine(weighed, line.id, firm, stamp);
    if (!changed.ok) return changed;
    weighed = changed.value;
  }
  return ok(weighed);
}

function isEstimate(line: InvoiceLine): boolean {
  return isCharged(line) && line.certainty === 'ESTIMATE';
}
