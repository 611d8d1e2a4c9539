import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { largestMinor, money, type Money } from '../../base/money.ts';
import { signedAmountSchema } from '../amounts.ts';

/**
 * Where money is, or on whose side. The first group is what the clinic has or is owed, the second what it owes or has
 * earned. A drawer's account lives as long as one till shift, and is empty after it.
 */
export const accountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CASH_DRAWER'), till: idSchema('Till') }),
  /** Cash of a desk that arrived in the books after its shift was closed; the next shift takes it over. */
  z.strictObject({ kind: z.literal('LATE_CASH'), desk: idSchema('Device') }),
  z.strictObject({ kind: z.literal('SAFE'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('CARD_TERMINAL'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('ONLINE_GATEWAY') }),
  z.strictObject({ kind: z.literal('BANK') }),
  /** What an invoice still asks for; below zero while it is overpaid or paid ahead. */
  z.strictObject({ kind: z.literal('RECEIVABLE'), invoice: idSchema('Invoice') }),
  /** What was put on the client's account by agreement (C-13). */
  z.strictObject({ kind: z.literal('DEBT'), client: idSchema('Client'), invoice: idSchema('Invoice') }),

  z.strictObject({ kind: z.literal('WALLET'), client: idSchema('Client') }),
  /** What was paid ahead for visits of a package. */
  z.strictObject({ kind: z.literal('PACKAGE'), package: idSchema('ClientPackage') }),
  /** What a wellness plan brought in, less what it paid for. */
  z.strictObject({ kind: z.literal('PLAN'), subscription: idSchema('Subscription') }),
  z.strictObject({ kind: z.literal('SALES'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('RETURNS'), location: idSchema('Location') }),
  /** Between what a package visit cost and what the same service costs today. */
  z.strictObject({ kind: z.literal('PACKAGE_DIFFERENCE'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('ROUNDING'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('CASH_OVER_SHORT'), location: idSchema('Location') }),
  z.strictObject({ kind: z.literal('EXPENSES'), location: idSchema('Location') }),
  /** The other side of corrections of wallets. */
  z.strictObject({ kind: z.literal('CORRECTIONS'), location: idSchema('Location') }),
]);
export type Account = z.infer<typeof accountSchema>;

/** One side of an entry. Plus is what the clinic gets or is owed (debit), minus what it owes or has earned (credit). */
export const postingSchema = z.strictObject({
  account: accountSchema,
  amount: signedAmountSchema.refine(({ minor }) => minor !== 0, { error: 'nothing is posted' }),
});
export type Posting = z.infer<typeof postingSchema>;

/** The sides of one entry: they add up to nothing in each currency, because money only ever moves. */
export const postingsSchema = z.array(postingSchema).max(210).refine(isBalanced, { error: 'the sides do not balance' });

export function isBalanced(postings: readonly Posting[]): boolean {
  const totals = new Map<string, number>();
  for (const { amount } of postings) totals.set(amount.currency, (totals.get(amount.currency) ?? 0) + amount.minor);
  return [...totals.values()].every((total) => total === 0);
}

/** Sides without those of zero, which say nothing. */
export function postings(...sides: readonly (readonly [Account, Money])[]): Posting[] {
  return sides.filter(([, { minor }]) => minor !== 0).map(([account, amount]) => ({ account, amount }));
}

/** One text per account, whatever the order of its fields, so that entries can be found by the accounts they touch. */
export function accountKey(account: Account): string {
  const fields: Readonly<Record<string, string>> = account;
  const owners = Object.keys(fields).filter((name) => name !== 'kind');
  return [account.kind, ...owners.toSorted().map((name) => fields[name])].join(':');
}

/**
 * What is on an account after these entries: the sum of its sides, nothing else (C-20). It stays within the range of
 * Money, so that not even a poisoned history can make a rule throw.
 */
export function balanceOf(
  account: Account,
  entries: Iterable<{ readonly postings: readonly Posting[] }>,
  currency: Money['currency'],
): Money {
  const key = accountKey(account);
  let total = 0;
  for (const entry of entries) {
    for (const side of entry.postings) {
      if (side.account.kind !== account.kind || side.amount.currency !== currency) continue;
      if (accountKey(side.account) === key) total += side.amount.minor;
    }
  }
  return money(Math.min(Math.max(total, -largestMinor), largestMinor), currency);
}
