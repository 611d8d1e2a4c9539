import { describe, expect, it } from 'vitest';
import { aStamp } from '../testing/builders/stamp.ts';
import { stampOrder, stampSchema } from './document.ts';

describe('a stamp', () => {
  it('says who, where, when and in which operation (R-013)', () => {
    expect(stampSchema.safeParse(aStamp()).success).toBe(true);
    for (const field of ['operation', 'at', 'by', 'device']) {
      expect(stampSchema.safeParse({ ...aStamp(), [field]: undefined }).success).toBe(false);
    }
  });

  it('is in UTC; zones are for people who read it (R-018)', () => {
    for (const at of ['2026-11-16T09:00:00.000+03:00', '2026-11-16T09:00:00', '2026-11-16']) {
      expect(stampSchema.safeParse({ ...aStamp(), at }).success).toBe(false);
    }
  });

  it('has an order that is the same everywhere: by time, then device, then operation', () => {
    const stamps = [
      aStamp({ minute: 2, device: 'a' }),
      aStamp({ minute: 1, device: 'b' }),
      aStamp({ minute: 1, device: 'a', operation: 'x' }),
      aStamp({ minute: 1, device: 'a', operation: 'y' }),
    ];
    const orders = stamps.map(stampOrder);
    expect(new Set(orders).size).toBe(4);
    expect(orders.toSorted().at(-1)).toBe(orders[0]);
    expect(orders.toReversed().toSorted()).toEqual(orders.toSorted());
  });
});
