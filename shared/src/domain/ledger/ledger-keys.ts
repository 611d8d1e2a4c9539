import type { DocumentKey } from '../collection.ts';
import { accountKey } from './account.ts';
import type { LedgerEntry } from './ledger.ts';
import { drawerOf, tillOf } from './till-figures.ts';

/** Accounts that belong to one client or invoice, and therefore have few entries. */
const small: ReadonlySet<string> = new Set(['WALLET', 'PACKAGE', 'PLAN', 'DEBT']);

/**
 * By what entries are found: the accounts they touch, the invoice or shift they belong to, the package they are about and
 * who bought it, the desk whose next shift has to take them over.
 * A gateway's id is unique, because it stands for one payment.
 */
export function ledgerKeys(entry: LedgerEntry): DocumentKey[] {
  const accounts = new Set(
    entry.postings.filter(({ account }) => small.has(account.kind)).map(({ account }) => accountKey(account)),
  );
  const till = tillOf(entry);
  const drawer = drawerOf(entry);
  return [
    ...[...accounts].map((value) => ({ key: 'account', value })),
    ...('invoice' in entry ? [{ key: 'invoice', value: entry.invoice }] : []),
    ...(till === undefined ? [] : [{ key: 'till', value: till }]),
    ...(drawer?.counted === 'LATE' ? [{ key: 'late', value: drawer.desk }] : []),
    ...(entry.kind === 'TILL_OPENED' && entry.late.length > 0 ? [{ key: 'late', value: entry.desk }] : []),
    ...packageOf(entry).map((value) => ({ key: 'package', value })),
    ...(entry.kind === 'PACKAGE_SOLD' ? [{ key: 'buyer', value: entry.client }] : []),
    ...(entry.kind === 'PAYMENT' && entry.means.method === 'ONLINE'
      ? [{ key: 'gateway', value: entry.means.gatewayId, unique: true }]
      : []),
  ];
}

function packageOf(entry: LedgerEntry): string[] {
  switch (entry.kind) {
    case 'PACKAGE_SOLD':
      return [entry.id];
    case 'PACKAGE_VISIT':
      return [entry.package];
    case 'PAYMENT':
    case 'REFUND':
      return entry.means.method === 'PACKAGE' ? [entry.means.package] : [];
    default:
      return [];
  }
}
