import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, type Result } from '@lapka/shared/base/result.ts';
import { present } from '@lapka/shared/base/assert.ts';
import { catalogue, type PackageTemplate } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { QuoteRefusal } from '@lapka/shared/domain/catalogue/quote-rules.ts';
import type { Stamp } from '@lapka/shared/domain/document.ts';
import type { ClientPackage } from '@lapka/shared/domain/ledger/ledger.ts';
import type { InvoiceLine } from '@lapka/shared/domain/invoices/line.ts';
import { type LineId, packageLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import { priceService, type WantedService } from '../../reading/price-service.ts';
import type { StoreTransactor } from '../../store/store.ts';
import { foundOf } from '../../reading/found.ts';

export type PackageLineRefusal = QuoteRefusal | Failure<'NOT_FOUND' | 'NOTHING_TO_BOOK' | 'WEIGHT_MISSING'>;

/** A package at the price of its first service for this animal today. */
export function lineOfPackage(
  transactor: StoreTransactor,
  id: PackageTemplate['id'],
  wanted: Omit<WantedService, 'service' | 'count'>,
  ids: { readonly line: LineId; readonly package: ClientPackage['id'] },
  stamp: Stamp,
): Result<InvoiceLine, PackageLineRefusal> {
  const template = foundOf(transactor, catalogue, 'PACKAGE', id);
  if (!template.ok) return template;
  if (template.value.status !== 'ACTIVE') return err(failure('NOT_FOUND'));
  const [first] = template.value.services;
  const service = foundOf(transactor, catalogue, 'SERVICE', present(first, 'a service of the package'));
  if (!service.ok) return service;
  const priced = priceService(transactor, { ...wanted, service: service.value }, stamp);
  if (!priced.ok) return priced;
  const { unitPrice, weight, code } = priced.value;
  if (weight.mode === 'UNKNOWN') return err(failure('WEIGHT_MISSING', { code }));
  return packageLine(template.value, { package: ids.package, visitPrice: unitPrice }, ids.line, stamp);
}
