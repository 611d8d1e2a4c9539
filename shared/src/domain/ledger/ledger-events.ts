import { derivedId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { DomainEvent } from '../collection.ts';
import type { LedgerEntry } from './ledger.ts';

/**
 * What is told when an entry was stored: an invoice was issued, money came, failed to come, went back, or changed a wallet
 * . Entries are stored once, so each is told once.
 */
export function ledgerEvents(before: LedgerEntry | undefined, entry: LedgerEntry): DomainEvent[] {
  if (before !== undefined) return [];
  switch (entry.kind) {
    case 'SALE':
      return [told('invoice.issued', entry, { invoice: entry.invoice, number: entry.number })];
    case 'PAYMENT':
      return [told('payment.taken', entry, { ...paid(entry), method: entry.means.method })];
    case 'REFUND':
      return [told('payment.refunded', entry, { ...paid(entry), method: entry.means.method, payment: entry.payment })];
    case 'GATEWAY':
      return entry.step.status === 'FAILED' ? [told('payment.failed', entry, paid(entry))] : [];
    case 'DEPOSIT':
    case 'WITHDRAWAL':
      return [told('wallet.changed', entry, { client: entry.client, amount: { ...entry.amount }, how: entry.kind })];
    case 'CORRECTION':
      return [told('wallet.changed', entry, { client: entry.client, amount: { ...entry.change }, how: entry.kind })];
    default:
      return [];
  }
}

function paid({ invoice, amount }: Extract<LedgerEntry, { kind: 'PAYMENT' | 'REFUND' | 'GATEWAY' }>): JsonObject {
  return { invoice, amount: { ...amount } };
}

function told(name: string, { id }: LedgerEntry, payload: JsonObject): DomainEvent {
  return { id: derivedId('Event', name, id), name, payload };
}
