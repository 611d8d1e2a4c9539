import { derivedId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { SideDocument } from '../acceptance.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { World } from '../world.ts';
import { accountKey } from './account.ts';
import { type EntryOf, ledger, type LedgerEntry } from './ledger.ts';
import { packageStanding } from './package-rules.ts';
import { walletBalance } from './wallet-rules.ts';

/** Why an entry needs a person, though it is kept. */
export interface Found {
  readonly reason: 'OVERDRAFT' | 'PACKAGE_USED_TWICE';
  readonly task: SideDocument;
}

/** A wallet that two desks together overdrew: a debt that blocks it (C-20). */
export function overdraftTask(entry: LedgerEntry, world: World): Found[] {
  return takenFromWallets(entry).flatMap((client): Found[] => {
    const before = world.byKey(ledger, 'account', accountKey({ kind: 'WALLET', client }));
    return currenciesOf(entry).flatMap((currency): Found[] => {
      const balance = walletBalance(client, [...before, entry], currency);
      if (balance.minor >= 0) return [];
      const details = { client, balance: { ...balance }, entry: entry.id };
      return [{ reason: 'OVERDRAFT', task: taskAbout(entry, 'OVERDRAFT', client, details) }];
    });
  });
}

/** A package of which two desks used the last visit (C-21). */
export function packageTask(entry: LedgerEntry, world: World): Found[] {
  return packageOf(entry).flatMap((id): Found[] => {
    const entries = [...world.byKey(ledger, 'package', id), entry];
    const bought = entries.find((other) => other.kind === 'PACKAGE_SOLD');
    if (bought === undefined) return [];
    const { free } = packageStanding(bought, entries);
    if (free >= 0) return [];
    const details = { client: bought.client, package: bought.id, code: bought.code, free };
    return [{ reason: 'PACKAGE_USED_TWICE', task: taskAbout(entry, 'PACKAGE_USED_TWICE', bought.id, details) }];
  });
}

/** The package whose visits an entry changes. */
export function packageOf(entry: LedgerEntry): EntryOf<'PACKAGE_SOLD'>['id'][] {
  if (entry.kind === 'PACKAGE_VISIT') return [entry.package];
  return entry.kind === 'PACKAGE_SOLD' ? [entry.id] : [];
}

function taskAbout(entry: LedgerEntry, kind: Found['reason'], what: string, details: JsonObject): SideDocument {
  const id = derivedId<'Task'>('Task', kind, what, entry.id);
  const subject = { collection: 'ledger', id: entry.id } as const;
  return alongside(createTask({ id, kind, subject, details, stamp: bySystem(entry.created) }));
}

/** Whose wallets an entry takes money from. */
export function takenFromWallets({ postings }: LedgerEntry): EntryOf<'DEPOSIT'>['client'][] {
  const clients = postings.flatMap(({ account, amount }) =>
    account.kind === 'WALLET' && amount.minor > 0 ? [account.client] : [],
  );
  return [...new Set(clients)];
}

function currenciesOf({ postings }: LedgerEntry): LedgerEntry['postings'][number]['amount']['currency'][] {
  return [...new Set(postings.map(({ amount }) => amount.currency))];
}
