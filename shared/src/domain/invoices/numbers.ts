import type { InvoiceDocument } from './invoice.ts';

/** The number a document was printed under; an open invoice has none yet. */
export function numbersOf(document: InvoiceDocument): string[] {
  switch (document.kind) {
    case 'INVOICE':
      return 'number' in document.state ? [document.state.number] : [];
    case 'CREDIT_NOTE':
      return [document.number];
    case 'DRAFT_SALE':
    case 'SUBSCRIPTION':
      return [];
  }
}

export function numberIsShared(document: InvoiceDocument): boolean {
  return 'numberShared' in document.state && document.state.numberShared;
}

/** The document with the note whether another one has its number. */
export function shareNumber(document: InvoiceDocument, numberShared: boolean): InvoiceDocument {
  if (document.kind === 'CREDIT_NOTE') return { ...document, state: { ...document.state, numberShared } };
  if (document.kind !== 'INVOICE' || !('numberShared' in document.state)) return document;
  return { ...document, state: { ...document.state, numberShared } };
}
