import { present } from '../../base/assert.ts';
import type { ClientId } from '../../domain/clients/client.ts';
import type { Money } from '../../base/money.ts';
import { type LedgerEntry, ledger, type ClientPackage, type TillShift } from '../../domain/ledger/ledger.ts';
import { takenFromWallets } from '../../domain/ledger/ledger-tasks.ts';
import { walletBalance } from '../../domain/ledger/wallet-rules.ts';
import { tillOf } from '../../domain/ledger/till-figures.ts';
import type { DeviceName } from '../organisation/branch.ts';
import type { Act } from './stage.ts';

/** The books of money while the history is played: open shifts, wallets, packages, and what was booked for an invoice. */
export class CashBook {
  readonly #tills = new Map<DeviceName, { readonly shift: TillShift; readonly entries: LedgerEntry[] }>();
  readonly #wallets = new Map<string, LedgerEntry[]>();
  readonly #invoices = new Map<string, LedgerEntry[]>();
  readonly #packages = new Map<string, LedgerEntry[]>();

  openTill(device: DeviceName, shift: TillShift): void {
    this.#tills.set(device, { shift, entries: [shift] });
  }

  closeTill(device: DeviceName): void {
    this.#tills.delete(device);
  }

  till(device: DeviceName): TillShift | undefined {
    return this.#tills.get(device)?.shift;
  }

  entriesOfTill(device: DeviceName): readonly LedgerEntry[] {
    return present(this.#tills.get(device), `the till of ${device}`).entries;
  }

  entriesOfInvoice(invoice: string): readonly LedgerEntry[] {
    return this.#invoices.get(invoice) ?? [];
  }

  package(id: ClientPackage['id']): { readonly bought: ClientPackage; readonly entries: readonly LedgerEntry[] } {
    const entries = this.#packages.get(id) ?? [];
    const bought = entries.find((entry) => entry.kind === 'PACKAGE_SOLD');
    return { bought: present(bought, 'a package'), entries };
  }

  balance(client: ClientId): Money {
    return walletBalance(client, this.#wallets.get(client) ?? [], 'RUB');
  }

  /** Writes entries down where they will be asked for. */
  keep({ put }: Act, entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      put(ledger, entry);
      if ('invoice' in entry) into(this.#invoices, entry.invoice, entry);
      if (entry.kind === 'PACKAGE_SOLD') into(this.#packages, entry.id, entry);
      if (entry.kind === 'PACKAGE_VISIT') into(this.#packages, entry.package, entry);
      for (const client of walletsOf(entry)) into(this.#wallets, client, entry);
      for (const { shift, entries: own } of this.#tills.values()) {
        if (tillOf(entry) === shift.id && entry.id !== shift.id) own.push(entry);
      }
    }
  }
}

function walletsOf(entry: LedgerEntry): string[] {
  const filled = entry.postings.flatMap(({ account }) => (account.kind === 'WALLET' ? [account.client] : []));
  return [...new Set([...filled, ...takenFromWallets(entry)])];
}

function into(map: Map<string, LedgerEntry[]>, key: string, entry: LedgerEntry): void {
  const known = map.get(key) ?? [];
  map.set(key, known);
  known.push(entry);
}
