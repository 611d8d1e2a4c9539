import { describe, expect, it } from 'vitest';
import { rub } from '../../testing/builders/catalogue.ts';
import { card, cash, invoiceId } from '../../testing/builders/ledger.ts';
import { at } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { spreadOverDebts } from './debt-payment.ts';

const older = { invoice: invoiceId('older'), issuedAt: at('10:00', '2026-10-01'), due: rub(300) };
const newer = { invoice: invoiceId('newer'), issuedAt: at('10:00', '2026-11-01'), due: rub(200) };
const open = [newer, older];

describe('one payment of several debts (§7.6)', () => {
  it('goes to the oldest invoice first, as far as it reaches', () => {
    expect(given(spreadOverDebts(card(350), open))).toEqual([
      { invoice: older.invoice, wish: card(300) },
      { invoice: newer.invoice, wish: card(50) },
    ]);
    expect(given(spreadOverDebts(cash(120), open))).toEqual([{ invoice: older.invoice, wish: cash(120) }]);
  });

  it('gives the change of cash with the last invoice', () => {
    expect(given(spreadOverDebts(cash(1000), open))).toEqual([
      { invoice: older.invoice, wish: cash(300) },
      { invoice: newer.invoice, wish: cash(700) },
    ]);
  });

  it('takes no more than is owed by other ways, and nothing where nothing is owed', () => {
    expect(spreadOverDebts(card(501), open)).toMatchObject({
      error: { code: 'MORE_THAN_IS_LEFT', details: { left: rub(500) } },
    });
    expect(codeOf(spreadOverDebts(cash(10), []))).toBe('NOTHING_LEFT_TO_PAY');
  });
});
