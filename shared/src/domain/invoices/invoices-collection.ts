import type { CollectionDefinition, DocumentKey } from '../collection.ts';
import { type InvoiceDocument, invoiceDocumentSchema, invoices, invoicesVersion } from './invoice.ts';
import { acceptInvoiceDocument, invoiceNeeds } from './invoices-acceptance.ts';
import { mergeInvoiceDocuments } from './invoices-merge.ts';
import { numberIsShared, numbersOf } from './numbers.ts';

export const invoicesCollection: CollectionDefinition<InvoiceDocument> = {
  key: invoices,
  schema: invoiceDocumentSchema,
  version: invoicesVersion,
  upgrades: {},
  indexes: [
    ['kind', 'state.status'],
    ['location', 'date'],
  ],
  keys: invoiceKeys,
  searchEntry: (document) => {
    const codes = numbersOf(document);
    return codes.length === 0 ? undefined : { kind: document.kind, words: [], codes };
  },
  needs: invoiceNeeds,
  accept: acceptInvoiceDocument,
  merge: mergeInvoiceDocuments,
  mayRemove: (document) => document.kind === 'DRAFT_SALE' && document.state.status !== 'SOLD',
  serverStore: 'documents',
};

/** By what invoices are found: number, booking, client, promotion, plan; and credit notes by their invoice. */
export function invoiceKeys(document: InvoiceDocument): DocumentKey[] {
  const unique = !numberIsShared(document);
  const numbers = numbersOf(document).map((value) => ({ key: 'number', value, unique }));
  switch (document.kind) {
    case 'INVOICE': {
      const { purpose, client, promotion, lines } = document;
      const plans = lines.flatMap(({ cover }) => ('subscription' in cover ? [cover.subscription] : []));
      if (purpose.of === 'PLAN') plans.push(purpose.subscription);
      return [
        ...numbers,
        ...(purpose.of === 'VISIT' ? [{ key: 'booking', value: purpose.booking }] : []),
        ...(client === null ? [] : [{ key: 'client', value: client }]),
        ...(promotion === null ? [] : [{ key: 'promotion', value: promotion.promotion }]),
        ...[...new Set(plans)].map((value) => ({ key: 'subscription', value })),
      ];
    }
    case 'CREDIT_NOTE':
      return [...numbers, { key: 'invoice', value: document.invoice }];
    case 'DRAFT_SALE':
      return document.client === null ? [] : [{ key: 'client', value: document.client }];
    case 'SUBSCRIPTION':
      return [
        { key: 'client', value: document.client },
        { key: 'pet', value: document.pet },
      ];
  }
}
