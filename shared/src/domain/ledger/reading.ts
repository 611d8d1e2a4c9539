import type { DeviceId } from '../document.ts';
import type { World } from '../world.ts';
import { accountKey } from './account.ts';
import { fiscalSentId } from './fiscal-queue.ts';
import {
  type ClientPackage,
  type EntryOf,
  type InvoiceId,
  ledger,
  type LedgerEntry,
  type TillId,
  type TillShift,
} from './ledger.ts';
import { tillClosingId } from './till-rules.ts';

/** Everything that was booked for an invoice. */
export function entriesOfInvoice(world: World, invoice: InvoiceId): readonly LedgerEntry[] {
  return world.byKey(ledger, 'invoice', invoice);
}

/** Everything that touched a client's wallet. */
export function entriesOfWallet(world: World, client: EntryOf<'DEPOSIT'>['client']): readonly LedgerEntry[] {
  return world.byKey(ledger, 'account', accountKey({ kind: 'WALLET', client }));
}

/** Everything that went through a shift. */
export function entriesOfTill(world: World, till: TillId): readonly LedgerEntry[] {
  return world.byKey(ledger, 'till', till);
}

/** The shift a desk has open. */
export function openTillOf(world: World, desk: DeviceId): TillShift | undefined {
  const newest = { where: { kind: 'TILL_OPENED', desk }, sort: { by: 'created.at', descending: true }, limit: 1 };
  const [till] = world.find(ledger, newest);
  if (till?.kind !== 'TILL_OPENED') return undefined;
  return world.get(ledger, tillClosingId(till.id)) === undefined ? till : undefined;
}

/** What arrived after a desk's shifts were closed and no later shift has taken over yet. */
export function lateEntriesOf(world: World, desk: DeviceId): LedgerEntry[] {
  const entries = world.byKey(ledger, 'late', desk);
  const takenOver = new Set(entries.flatMap((entry) => (entry.kind === 'TILL_OPENED' ? entry.late : [])));
  return entries.filter((entry) => entry.kind !== 'TILL_OPENED' && !takenOver.has(entry.id));
}

/** A client's package with everything that happened to its visits. */
export function packageWithVisits(
  world: World,
  id: ClientPackage['id'],
): { readonly bought: ClientPackage; readonly entries: readonly LedgerEntry[] } | undefined {
  const entries = world.byKey(ledger, 'package', id);
  const bought = entries.find((entry) => entry.kind === 'PACKAGE_SOLD');
  return bought === undefined ? undefined : { bought, entries };
}

/** The packages a client has bought, used up ones too, each with everything that happened to its visits. */
export function packagesOf(
  world: World,
  client: ClientPackage['client'],
): { readonly bought: ClientPackage; readonly entries: readonly LedgerEntry[] }[] {
  return world
    .byKey(ledger, 'buyer', client)
    .flatMap((entry) => (entry.kind === 'PACKAGE_SOLD' ? (packageWithVisits(world, entry.id) ?? []) : []));
}

/** What a desk's fiscal queue is made of: everything since what was sent last, because documents are sent in order. */
export function fiscalEntriesOf(world: World, desk: DeviceId): LedgerEntry[] {
  const lastSent = { where: { kind: 'FISCAL_SENT', desk }, sort: { by: 'created.at', descending: true }, limit: 1 };
  const [last] = world.find(ledger, lastSent);
  const sent = last?.kind === 'FISCAL_SENT' ? world.get(ledger, last.queued) : undefined;
  const from = sent === undefined ? {} : { 'created.at': { from: sent.created.at } };
  return world.find(ledger, { where: { kind: 'FISCAL_QUEUED', desk, ...from } }).flatMap((queued) => {
    const receipt = queued.kind === 'FISCAL_QUEUED' ? world.get(ledger, fiscalSentId(queued.id)) : undefined;
    return receipt === undefined ? [queued] : [queued, receipt];
  });
}
