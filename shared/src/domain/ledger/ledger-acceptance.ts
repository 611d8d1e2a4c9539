import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, type Proposal, type SideDocument } from '../acceptance.ts';
import { acceptKnown } from '../append-only.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { accountKey } from './account.ts';
import { bookedLate } from './late-entry.ts';
import { type EntryOf, ledger, type LedgerEntry } from './ledger.ts';
import { packageStanding } from './package-rules.ts';
import { drawerOf } from './till-figures.ts';
import { tillClosingId } from './till-rules.ts';
import { walletBalance } from './wallet-rules.ts';

/**
 * Entries are facts, so what a desk booked is kept, also when another desk's entries make it one too many: a wallet below
 * zero is a debt that blocks the wallet (C-20), a package used twice shows less than nothing left, and each gives a task.
 * What reaches a shift that was closed without it is booked to the desk's next one. Only a changed entry, or a second
 * payment under one gateway id, is refused: no honest device sends it.
 */
export function acceptEntry({ stored, wanted }: Proposal<LedgerEntry>, world: World): Acceptance<LedgerEntry> {
  const closing = closingOf(wanted, world);
  const document = bookedLate(wanted, closing);
  const known = acceptKnown({ stored, wanted: document });
  if (known !== undefined) return known.kind === 'accept' && document !== wanted ? { kind: 'merge', document } : known;
  if (paidTwiceAtGateway(wanted, world)) return { kind: 'refuse', reason: 'GATEWAY_PAYMENT_KNOWN' };
  const tasks = [...overdraftTask(document, world), ...packageTask(document, world)];
  const [first] = tasks;
  if (first !== undefined) return { kind: 'park', document, reason: first.reason, also: tasks.map(({ task }) => task) };
  return sameJson(document, wanted) ? accepted : { kind: 'merge', document };
}

export function entryNeeds({ stored, wanted }: Proposal<LedgerEntry>): readonly Need[] {
  const drawer = drawerOf(wanted);
  const shift: Need[] =
    drawer?.counted === 'IN_SHIFT' ? [{ kind: 'get', collection: ledger, id: tillClosingId(drawer.till) }] : [];
  if (stored !== undefined) return shift;
  const byKey = (key: string, value: string): Need => ({ kind: 'byKey', collection: ledger, key, value });
  return [
    ...shift,
    ...takenFromWallets(wanted).map((client) => byKey('account', accountKey({ kind: 'WALLET', client }))),
    ...(wanted.kind === 'PACKAGE_VISIT' ? [byKey('package', wanted.package)] : []),
    ...gatewayIdOf(wanted).map((id) => byKey('gateway', id)),
  ];
}

interface Found {
  readonly reason: 'OVERDRAFT' | 'PACKAGE_USED_TWICE';
  readonly task: SideDocument;
}

function overdraftTask(entry: LedgerEntry, world: World): Found[] {
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

function packageTask(entry: LedgerEntry, world: World): Found[] {
  if (entry.kind !== 'PACKAGE_VISIT') return [];
  const entries = [...world.byKey(ledger, 'package', entry.package), entry];
  const bought = entries.find((other) => other.kind === 'PACKAGE_SOLD');
  if (bought === undefined) return [];
  const { free } = packageStanding(bought, entries);
  if (free >= 0) return [];
  const details = { client: bought.client, package: bought.id, code: bought.code, booking: entry.booking, free };
  const task = taskAbout(entry, 'PACKAGE_USED_TWICE', `${bought.id} ${entry.booking}`, details);
  return [{ reason: 'PACKAGE_USED_TWICE', task }];
}

function taskAbout(
  entry: LedgerEntry,
  kind: Found['reason'],
  what: string,
  details: Parameters<typeof createTask>[0]['details'],
): SideDocument {
  const id = derivedId<'Task'>('Task', kind, what, entry.id);
  const subject = { collection: 'ledger', id: entry.id } as const;
  return alongside(createTask({ id, kind, subject, details, stamp: bySystem(entry.created) }));
}

function closingOf(entry: LedgerEntry, world: World): LedgerEntry | undefined {
  const drawer = drawerOf(entry);
  return drawer?.counted === 'IN_SHIFT' ? world.get(ledger, tillClosingId(drawer.till)) : undefined;
}

/** Whose wallets an entry takes money from. */
function takenFromWallets({ postings }: LedgerEntry): EntryOf<'DEPOSIT'>['client'][] {
  const clients = postings.flatMap(({ account, amount }) =>
    account.kind === 'WALLET' && amount.minor > 0 ? [account.client] : [],
  );
  return [...new Set(clients)];
}

function currenciesOf({ postings }: LedgerEntry): LedgerEntry['postings'][number]['amount']['currency'][] {
  return [...new Set(postings.map(({ amount }) => amount.currency))];
}

function paidTwiceAtGateway(entry: LedgerEntry, world: World): boolean {
  return gatewayIdOf(entry).some((id) => world.byKey(ledger, 'gateway', id).some((other) => other.id !== entry.id));
}

function gatewayIdOf(entry: LedgerEntry): string[] {
  return entry.kind === 'PAYMENT' && entry.means.method === 'ONLINE' ? [entry.means.gatewayId] : [];
}
